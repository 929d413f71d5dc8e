"""What a page costs: processor time per request, beside a page of a bare Django project under the same server.

Here live the rows and their bars, a scene with a unit of 300 residents, and the way of measuring. Nothing
here is imported by the service; `make bench` runs `python -m bench`.
"""
