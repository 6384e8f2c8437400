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
dismiss-second-person = Galat hanya boleh dibiarkan oleh peninjau yang tidak ikut menulis naskah ini, dan { $name } bukan orangnya. Penulisnya: { $contributors }.
dismiss-second-person-hint = Perbaiki, atau mintalah peninjau yang tidak ikut menulis untuk melihatnya.
dismiss-own-error = { $name } ikut menulis naskah ini, jadi peninjau lain yang harus memutuskan apakah galatnya boleh dibiarkan. Penulisnya: { $contributors }.
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
check-total = { $count } naskah, { $errors } galat, { $warnings } peringatan
check-stands = dibiarkan; { $name }: { $reason }

# Aturan kantor sendiri. Kedua bahasa ada di aturannya; masing-masing mengambil miliknya.
finding-own = { $en ->
   *[other] { $id }
}
finding-own-why = { $why }
own-fault = rules.toml, baris { $line }: { $why } Yang berlaku aturan sebelumnya.
own-fault-large = berkasnya terlalu besar.
own-fault-form = { $reason }.
own-fault-id = “{ $rule }” bukan id: huruf kecil, angka, dan “-”, diawali huruf.
own-fault-twice = ada dua aturan “{ $rule }”.
own-fault-message = aturan “{ $rule }” memerlukan pesan singkat dalam kedua bahasa.
own-fault-examples = aturan “{ $rule }” memerlukan contoh salah dan contoh benar.
own-fault-keys = aturan “{ $rule }” kekurangan kunci untuk jenisnya, atau memakai kunci jenis lain.
own-fault-phrase = aturan “{ $rule }” memuat kata yang tidak dapat dicari, atau mengganti kata dengan kata yang sama.
own-fault-pattern = pola aturan “{ $rule }” tidak terbaca: { $reason }.
own-rules-bad = { $place } tidak dapat dipakai: { $why }
own-rules-bad-hint = Perbaiki baris itu, lalu jalankan “redaksi rules test”.
own-broken-missed = tidak menemukan apa pun dalam contoh salah:
own-broken-alarm = menemukan sesuatu dalam contoh benar:
invalid-examples = Aturan “{ $value }” tidak bekerja seperti contoh-contohnya.
invalid-examples-hint = Lihat yang mana dengan “redaksi rules test”.
rules-progress = Membaca { $done } dari { $total } ({ $percent }%)
rules-tried = { $rule }: { $hits } temuan dalam { $with } dari { $texts } naskah; { $percent }% dibiarkan ({ $stood })
rules-accepted = “{ $rule }” mulai sekarang berlaku seperti tertulis, sampai diubah.
rules-untried = hanya saran sampai dicoba dan diterima
rules-none-untried = Tidak ada aturan yang menunggu dicoba.
rules-sound = Semua contoh dari { $count } aturan cocok
label-rule = Aturan
label-level = Tingkat
label-about = Tentang
