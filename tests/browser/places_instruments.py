"""A report, a norm, a calibration and rows for researchers, for the atlas."""

from sqlalchemy.orm import Session

from assessment.norms.calibrations import CalibrationSet, ScaleCalibration
from assessment.services.calibrating import CALIBRATIONS
from assessment.services.content import Content
from assessment.services.instruments import asking, exporting, making, proposing
from assessment.services.instruments.proposing import ExportWish
from assessment.services.moments import day_of, now
from assessment.services.norming import NORMS
from assessment.store.accounts import Account
from tests.browser.views import Places
from tests.people.norm_sets import DAY, norm_set

CALIBRATED = ScaleCalibration(
    statements=("pol1-1", "pol1-2"), people=300, with_priors=True, slopes=(1.0, 1.4),
    slope_se=(0.1, 0.1), locations=((-1.0, 0.0, 1.0, 2.0),) * 2, location_se=((0.1,) * 4,) * 2,
    codes=((0, 1, 2, 3, 4),) * 2, values=((1.0, 2.0, 3.0, 4.0, 5.0),) * 2, merged=(),
    log_likelihood=-900.0, parameters=10, steps=4, decrement=0.0,
)  # fmt: skip


def make_instruments(db: Session, content: Content, places: Places, medewerker: Account) -> None:
    """Have a medewerker ask and propose, and keep a norm and a calibration that nobody uses."""
    by = medewerker.id
    NORMS.keep(db, norm_set(), now=now())
    made = CalibrationSet(
        "gedrag-1", ("wethouder",), ("zittend",), 300, DAY, DAY, {"simulated": 12}, 1,
        {"POL1": CALIBRATED}, {"POL2": "NotConvergedError: no"},
    )  # fmt: skip
    CALIBRATIONS.keep(db, made, now=now())
    places.at["report_run"] = str(_make(db, content, asking.ask_analysis(db, by=by, now=now())))
    failing = asking.ask_calibration(db, ("wethouder",), ("zittend",), by=by, now=now())
    places.at["failed_run"] = str(_make(db, content, failing))
    until = exporting.list_untils(db, today=day_of(now()))[0]
    wish = ExportWish(until, "Universiteit van Nergens", "Hoe hangen stijl en gedrag samen?")
    proposal = proposing.propose_export(db, wish, by=by, now=now())
    places.at["proposal"] = str(proposal)
    places.at["export_run"] = proposing.find_proposal(db, proposal).subject


def _make(db: Session, content: Content, run_id):
    """Make a run at once, as the worker does."""
    run = making.begin_run(db, run_id, now=now())
    made = making.compute_run(db, content, run, now=now(), progress=lambda *_: None)
    making.keep_made(db, run, made, now=now())
    return run_id
