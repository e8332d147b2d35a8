"""Sign-in of the staff: password, second factor, what throttles both, and what ends a session.

A password alone signs nobody in where a second factor is asked for: the account waits in `pending`, and `gate` treats
every session without a second factor as nobody's, whichever door it came through.
"""
