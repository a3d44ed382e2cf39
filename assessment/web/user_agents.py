"""What kind of browser asks for a page, in two words; nothing else of it is kept."""

BROWSERS = {  # what a browser calls itself: the first that is found counts
    "Edg": "Edge", "OPR/": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
    "FxiOS": "Firefox", "Chrome": "Chrome", "CriOS": "Chrome", "Safari": "Safari",
}  # fmt: skip
SYSTEMS = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
    "CrOS": "ChromeOS", "Mac OS X": "Mac", "Linux": "Linux",
}  # fmt: skip


def name_device(user_agent: str) -> str:
    """Return a browser and its system, such as "Firefox, Windows"; empty when neither is known."""
    names = (_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent))
    return ", ".join(name for name in names if name)


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for sign, name in names.items() if sign in user_agent), "")
