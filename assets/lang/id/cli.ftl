words-count = { $count } kata
