"""Several writers at once: jobs in threads of their own, on one real database."""

import threading

from django.db import connections

from cases.actions import verify


class Writers:
    """Runs jobs in threads of their own, each with its own connection to one real database."""

    def __init__(self):
        self.results, self.faults = [], []

    def at_once(self, *jobs):
        """Start all jobs at the same moment and wait for them."""
        start = threading.Barrier(len(jobs))

        def run(job):
            try:
                start.wait(timeout=30)
                self.results.append(job())
            except Exception as fault:
                self.faults.append(fault)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        assert not any(thread.is_alive() for thread in threads)

    def ask(self, question):
        """What one of them would see now."""
        before = len(self.results)
        self.at_once(question)
        assert len(self.results) > before, self.faults
        return self.results.pop()

    def findings(self):
        return self.ask(lambda: [str(finding) for finding in verify.Verification().run()])
