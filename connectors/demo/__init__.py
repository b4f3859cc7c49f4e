"""A company that does not exist, with two trackers, to try Shipcast on."""
