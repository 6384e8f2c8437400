words-count = { $count ->
    [one] { $count } word
   *[other] { $count } words
}
