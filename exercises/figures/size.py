"""The size of every picture, in units of the drawing."""

WIDTH, HEIGHT = 320, 200
