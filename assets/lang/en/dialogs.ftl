# Questions, signing in, the tour.
