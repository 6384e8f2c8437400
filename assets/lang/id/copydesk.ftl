# Meja bahasa saat bekerja: temuan yang dibiarkan, kata dan aturan kantor, pemeriksaan banyak berkas.

deed-finding-dismissed = membiarkan temuan
deed-finding-undismissed = menarik pembiaran
deed-word-added = menyatakan kata benar
deed-word-removed = menarik kembali kata
deed-rule-accepted = menerima aturan

dismiss-done = { $rule } dibiarkan untuk “{ $words }” ({ $count } tempat).
dismiss-undone = { $rule } diberitahukan lagi untuk “{ $words }” ({ $count } tempat).
dismiss-stands = { $rule } sudah dibiarkan untuk “{ $words }”.
dismiss-stands-hint = Lihat dengan “redaksi check ARTIKEL --dismissed”; tarik kembali dengan “redaksi dismiss ARTIKEL ATURAN --undo”.
dismiss-second-person = Kesalahan hanya boleh dibiarkan oleh peninjau yang tidak ikut menulis naskah ini, dan { $name } bukan orangnya. Penulisnya: { $contributors }.
dismiss-second-person-hint = Perbaiki, atau mintalah peninjau yang tidak ikut menulis untuk melihatnya.
dismiss-own-error = { $name } ikut menulis naskah ini, jadi peninjau lain yang harus memutuskan apakah kesalahannya boleh dibiarkan. Penulisnya: { $contributors }.
dismiss-own-error-hint = Perbaiki, atau mintalah peninjau lain untuk melihatnya.
not-found-finding = Meja bahasa tidak menemukan { $name } dalam naskah ini.
not-found-finding-hint = Lihat temuannya dengan “redaksi check ARTIKEL --level suggestion”; sebutkan katanya seperti tertulis di sana.
not-found-word = “{ $name }” tidak ada dalam daftar kata kantor.
not-found-word-hint = Lihat daftarnya dengan “redaksi words list”.
not-found-rule = Tidak ada aturan “{ $name }”.
not-found-rule-hint = Lihat daftarnya dengan “redaksi rules list”.
invalid-word = “{ $value }” bukan satu kata yang dapat muncul dalam naskah.
invalid-dismissed = Dalam satu naskah paling banyak { $value } temuan dapat dibiarkan.

words-added = Mulai sekarang benar: { $words }
words-removed = Mulai sekarang diberitahukan lagi: { $words }
words-known = Kata-kata itu sudah dinyatakan benar.
words-none = Kantor belum punya daftar kata sendiri. Tambahkan dengan “redaksi words add KATA”.
label-word = Kata

check-progress = Memeriksa { $done } dari { $total } ({ $percent }%)
check-total = { $count } naskah, { $errors } kesalahan, { $warnings } peringatan
check-stands = dibiarkan; { $name }: { $reason }
