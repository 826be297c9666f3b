"""Other generators, each with the same briefings on a frame of the same weight; what is installed for them lies apart from us."""
