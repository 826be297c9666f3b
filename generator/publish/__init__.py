"""The finished site → where its readers get it: what has changed, and in which order it is sent."""
