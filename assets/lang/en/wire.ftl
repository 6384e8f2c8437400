# What receivers answer and pages show that were copied by hand, each with a way out, and the steps of their check.

trouble-address-proxy = The proxy's address cannot be read.
trouble-address-proxy-hint = Correct it in redaksi.toml.
trouble-certificates = The file of certificates cannot be read.
trouble-certificates-hint = Check ca_file in redaksi.toml.
trouble-secret-form = The secret has not the form that this kind wants.
trouble-secret-form-hint = Copy it again, whole, from the site.
trouble-wrong-secret = The receiver does not know the signature.
trouble-wrong-secret-hint = Give both sides the same secret.
trouble-no-echo = The receiver answered, and did not name the call that it has done.
trouble-no-echo-hint = Not sure yet; it is asked again by itself. Mend the receiver.
trouble-gone = The receiver takes nothing any more.
trouble-gone-hint = Ask its keepers.
trouble-id-reused = The receiver knows this number for other words.
trouble-id-reused-hint = Look at the page, then decide.
trouble-too-many = The site asks us to wait.
trouble-too-many-hint = It is tried again after the time that it named.
trouble-not-ours = What answers is not the site.
trouble-not-ours-hint = The network may want a login: open a browser.
trouble-page-differs = The page is not as it was approved.
trouble-page-differs-hint = Mend it at the site, then check again.
trouble-page-address = The page's address cannot be used.
trouble-page-address-hint = Copy its public address from the browser.
trouble-page-correction = The page does not have the correction yet.
trouble-page-correction-hint = Wait for the site's cache, then check again.
trouble-by-hand = This site has no API: the text is copied by hand.
trouble-by-hand-hint = Open the sheet, copy each field, then give the page's address.
trouble-take-away-by-hand = This site has no API: the page is taken away by hand.
trouble-take-away-by-hand-hint = Remove it at the site, then check the page.

step-begin = Getting ready
step-reach = The receiver is reached
step-signed-call = A signed trial call was taken
step-form-address = The form's address
