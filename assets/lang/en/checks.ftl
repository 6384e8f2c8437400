# The desk check: what was found, what the gate says, what is let stand and why.

checks-title = Desk check
checks-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
checks-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
checks-gate-errors = { $found }: cannot be submitted
checks-gate-warnings = { $found }, gate: warnings. Cannot be submitted
checks-gate-open = { $found }, gate: errors. Can be submitted
checks-clean = Clean
checks-closed = The gate is closed: mend it, or let it stand with a reason.
checks-reading = being read…
checks-suggestions = { $count ->
    [one] { $count } suggestion shown ({ $key })
   *[other] { $count } suggestions shown ({ $key })
}
checks-aside = { $count ->
    [one] { $count } suggestion hidden ({ $key })
   *[other] { $count } suggestions hidden ({ $key })
}
checks-stood = { $count } let stand ({ $key })
checks-nothing = Nothing was found.
checks-head-errors = Errors
checks-head-warnings = Warnings
checks-head-suggestions = Suggestions
checks-head-stood = Let stand
checks-paragraph = para { $number }
checks-let-stand = This was let stand already.
checks-let-stand-do = Let it stand, with a reason
checks-word-do = Add to the office's dictionary
checks-no-word = Only a single word can go into the dictionary.
checks-word-added = “{ $word }” is in the office's dictionary now.
checks-rule-added = The office has the rule { $rule } now.
checks-dismissed = Let stand; the reason is in the ledger.
checks-taken-back = Taken back: it is told again.
checks-suggestions-shown = Suggestions are shown.
checks-suggestions-hidden = Suggestions are hidden.
checks-second-person = An error may only be let stand by a reviewer who did not write in this text.
checks-stood-by = Let stand by { $name }, { $when }:
checks-stood-gone = The text does not have these words now.
checks-stood-back = { $key } takes it back

dismiss-title = Let it stand
dismiss-about = It is told no more in this text, wherever these words stand. The reason stays in the ledger.
dismiss-reason = Reason:
dismiss-missing = Give a reason.
dismiss-do = Let it stand

own-rule-title = A rule of the office
own-rule-about = These words are told in every text from now on. The rule goes into rules.toml, where it can be changed.
own-rule-wrong = Wrong:
own-rule-right = Right:
own-rule-message = Message:
own-rule-no-words = Write the words that are wrong.
own-rule-same = Wrong and right are the same.
own-rule-nothing = Write what is right.
own-rule-do = Make the rule
own-rule-says = Write “{ $right }”, not “{ $wrong }”.
own-rule-why = A rule of the office, made by { $name }.

why-in-check = That works in the desk check.

plain-verb-explain = w why explain
plain-verb-let-stand = d dismiss stand
plain-do-explain = why it is told
plain-do-let-stand = let it stand, with a reason
plain-reason = Why may it stand? An empty line leaves it as it is.
plain-hear-suggestions = { $count ->
    [one] There is { $count } suggestion, too. Hear it, y or n?
   *[other] There are { $count } suggestions, too. Hear them, y or n?
}
