"""What is measured of codecs and of generated music, each with its interval of confidence."""
