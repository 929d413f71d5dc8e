"""What is measured: a unit of 300 residents on the demo's large program, made through the doors.

One resident has eight weeks behind them (answers, steps, messages); the others have just begun. `laying`
makes the unit and its people, `walking` what they have done, `asks` the requests that are measured.
"""
