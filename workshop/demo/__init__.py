"""A session that plays by itself: pretend people at the real doors, as a newcomer's first look or a load to try.

They know what a browser knows: addresses, pages, cookies and the socket. Nothing of the application is imported but
plain values, so whatever they manage to do, people can.
"""
