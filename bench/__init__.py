"""The load driver: how many people one server holds, how fast it is for them, and whether a vote is ever lost.

`python -m bench` starts the real server, fills a session through its real doors, and counts the votes in the database.
Then it does the same with a bare server that answers everything at once, so that each figure has a floor beside it.
"""
