"""Numbers that the code keeps to and that texts tell a reader; each stands here for both."""

CONFIDENCE = 0.90
"""The share of an interval round a score: 90 of 100."""

NAMED_FROM = 1.645
"""How many standard errors a difference must exceed to be named (design.md section 5.2)."""

KEPT_DAYS = 60
"""How many days answers that were not handed in are kept after their last use."""

KEPT_RESULT_MONTHS = 18
"""How long everything of who handed in is kept after its last use.

Longer than ``VALID_YEARS``: who measures again when the report advises it finds the first result.
"""

KEPT_LOG_MONTHS = 12
"""How long the log of who did or read what is kept, and each opening of what was released."""

KEPT_EXPORT_DAYS = 14
"""How many days a research file can be fetched once it was released."""

RELEASE_MONTHS = 3
"""How long a coach may read what is released, unless the owner chooses another date."""

TERM_YEARS = 4
"""How many years after handing in a result is kept at most, however much it is used: a term."""

KEPT_ADDRESSES_DAYS = 30
"""How many days after the last day of a round the mailboxes of who was invited are kept."""

KEPT_MAIL_DAYS = 30
"""How many days a mail stands in the outbox, whatever became of it; without its text once sent."""

KEPT_INTEREST_MONTHS = 12
"""How long interest in a programme is kept."""

KEPT_DELETIONS_DAYS = 400
"""How many days it is kept, as a hash, what was deleted: so that no backup brings it back."""

COUNTED_DAYS = 1
"""How many days it is counted at most how often somebody tried something; the worker forgets such
counts once a day, so that they are kept a day longer at most."""

KEPT_ACCOUNT_MONTHS = 12
"""How long an account in which nothing stands is kept after signing in."""

LAST_WARNING_DAYS = 7
"""How many days before a result goes its owner gets the second mail about that."""

WARNING_DAYS = 30
"""How many days before something goes it is marked, and its owner gets the first mail."""

SESSION_IDLE_DAYS = 60
"""After how many days without use a browser is closed, so that only a code or sign-in opens it."""

SESSION_DAYS = 180
"""How many days a browser stays open at most, however much it is used."""

STAFF_IDLE_MINUTES = 60
"""After how many minutes without use who has a role must sign in again."""

STAFF_HOURS = 12
"""How many hours who has a role stays signed in at most."""

CODE_MINUTES = 15
"""How long a code that was mailed works."""

MOST_MEMBERS = 10
"""How many members a college may have here at most."""

VALID_YEARS = 1
"""How long a result may be used before measuring again is advised."""

NAMES_AGAIN = (2, 5)
"""Of ten values that lead, how many lead again with other sets: fewest and most of the kinds of
person with differences in the recovery study (docs/manual/studie)."""

CHANGE_TOLD = 20
"""The true change, in points, of which texts tell how often it is called certain."""

SEEN, SEEN_CLOSER = 0.3, 0.5
"""How often such a change in one of four goals is called certain, without and with the extra
statements: rounded to tenths from the recovery study, which a test compares."""

MISTAKEN = 0.1
"""How many people of whom nothing changed read somewhere that it possibly did, in tenths."""

PRIORITIES = 4
"""How many values the waardenkaart names as priority values of an office."""

CERTIFICATE_MB, CERTIFICATES_MB = 5, 50
"""How large a certificate may be, and all those of one person together, in megabytes."""

MOST_CERTIFICATES = 3
"""How many certificates may go with one entry of the logbook."""

REMOVED_DAYS = 30
"""How many days an entry that was taken out of the logbook can be put back."""

REMIND_GOALS_MONTHS, REMIND_MEASURING_MONTHS = 6, 12
"""After how many months somebody is reminded of goals, and of measuring again."""

INTERVISION_MONTHS = 12
"""How long a group for intervision meets, from the day that the groups are confirmed."""

INTERVISION_REVIEW_DAYS = 60
"""How many days before and after the end of that year people can look back; then groups go."""

INTERVISION_UNUSED_DAYS = 180
"""After how many days a round that was never confirmed ends, and what people said in it goes."""

ALIKE_BEHAVIOUR, ALIKE_FURTHEST, ALIKE_STYLE = 0.15, 0.05, 0.05
"""Of people without any difference, the share that chance lets through to be told a name: for
competencies that differ together, for one far from all others, for styles (docs/adr/0026)."""

CHANCE_BELOW = -0.2
"""The log Bayes factor of having preferences below which choices count as made by chance: of who
chooses by lot 97 % lie there, of who has an SD of 0.8 logits or more 4 % (docs/adr/0026)."""

SIGNALS_NEEDED = 2
"""How many signals of the answering pattern make it unreliable (docs/adr/0018)."""

FEWEST_ASKED, MOST_ASKED = 4, 15
"""How many others somebody asks at once how they see them: more than the fewest who must answer,
so that no result tells that all of them did."""

ASKED_DAYS, ASKED_DAYS_MOST = 21, 56
"""How many days others can answer, unless the owner chooses, and at most."""

ASKED_AGAIN_MONTHS = 6
"""How long after opening what others said one asks others again (docs/adr/0036)."""

REMIND_OTHERS_DAYS = 5
"""How many days there are at least between two reminders to others who were asked."""

KEPT_UNOPENED_DAYS = 60
"""How many days what others said waits for its owner after answering ended; then it goes."""

FEWEST_RATERS = 3
"""Others in a group that is shown apart; with fewer in all nothing is shown (docs/adr/0036)."""

OTHERS_MINUTES = 8
"""How long others need to say how they see somebody, in minutes."""
