"""Several transactions at the same moment."""

import threading

from assessment.store import database


def at_once(engine, *acts):
    """Do each act in a transaction of its own at the same moment; return what came of each."""
    begin, outcomes = threading.Barrier(len(acts)), {}

    def run(number, act):
        begin.wait()
        with database.writing(engine) as db:
            try:
                outcomes[number] = act(db)
                db.commit()
            except Exception as error:  # told to the test
                outcomes[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[number] for number in range(len(acts))]
