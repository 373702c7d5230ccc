"""xlwings' own unmodified Windows code, run on any system over a recording fake of Excel."""
