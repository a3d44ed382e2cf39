"""Names and words in the scripts that people in the Netherlands write them in."""

NAMES = {
    "Latin": "Şükran Đặng-Łukasiewicz",
    "Greek": "Γιώργος Παπαδόπουλος",
    "Cyrillic": "Олександр Ёлкин",
    "Arabic": "محمد علي",
    "Persian": "می‌خواهم بروم",
    "Hebrew": "שרה כהן",
    "Chinese": "王小明",
    "Japanese": "さくら タナカ",
    "Korean": "김민준",
    "Armenian": "Արմեն Պետրոսյան",
    "Georgian": "გიორგი",
    "Amharic": "ሰላም ተስፋዬ",
    "Tifinagh": "ⵎⵓⵃⴰⵎⵎⴷ",
    "Syriac": "ܐܫܘܪ",
    "Hindi": "नरेन्द्र",
    "Tamil": "முருகன்",
    "Thai": "สมชาย",
    "emoji": "energie 😀👍🏽 👨‍👩‍👧 🇳🇱",
}
