# Cek meja: apa yang ditemukan, kata gerbang, apa yang dibiarkan dan mengapa.

checks-title = Cek meja bahasa
checks-errors = { $count } galat
checks-warnings = { $count } peringatan
checks-gate-errors = { $found }: belum dapat diajukan
checks-gate-warnings = { $found }, gerbang: peringatan. Belum dapat diajukan
checks-gate-open = { $found }, gerbang: galat. Dapat diajukan
checks-clean = Bersih
checks-closed = Gerbang tertutup: perbaiki dahulu, atau biarkan dengan alasan.
checks-reading = sedang dibaca…
checks-suggestions = { $count } saran ditampilkan ({ $key })
checks-aside = { $count } saran disembunyikan ({ $key })
checks-stood = { $count } dibiarkan ({ $key })
checks-nothing = Tidak ada temuan.
checks-head-errors = Galat
checks-head-warnings = Peringatan
checks-head-suggestions = Saran
checks-head-stood = Dibiarkan
checks-paragraph = alinea { $number }
checks-let-stand = Temuan ini sudah dibiarkan.
checks-let-stand-do = Biarkan, dengan alasan
checks-word-do = Masukkan ke kamus kantor
checks-no-word = Hanya satu kata yang dapat masuk ke kamus.
checks-word-added = “{ $word }” kini ada dalam kamus kantor.
checks-rule-added = Kantor kini mempunyai aturan { $rule }.
checks-dismissed = Dibiarkan; alasannya ada dalam buku besar.
checks-taken-back = Ditarik kembali: temuan ini disebut lagi.
checks-suggestions-shown = Saran ditampilkan.
checks-suggestions-hidden = Saran disembunyikan.
checks-second-person = Galat hanya boleh dibiarkan oleh peninjau yang tidak ikut menulis naskah ini.
checks-stood-by = Dibiarkan oleh { $name }, { $when }:
checks-stood-gone = Kata-kata ini sekarang tidak ada dalam naskah.
checks-stood-back = { $key } menariknya kembali

dismiss-title = Biarkan
dismiss-about = Temuan ini tidak disebut lagi dalam naskah ini, di mana pun kata-katanya berada. Alasannya tinggal dalam buku besar.
dismiss-reason = Alasan:
dismiss-missing = Tuliskan alasannya.
dismiss-do = Biarkan

own-rule-title = Aturan kantor
own-rule-about = Kata-kata ini disebut dalam setiap naskah mulai sekarang. Aturannya masuk ke rules.toml dan dapat diubah di sana.
own-rule-wrong = Salah:
own-rule-right = Benar:
own-rule-message = Pesan:
own-rule-no-words = Tuliskan kata-kata yang salah.
own-rule-same = Yang salah dan yang benar sama.
own-rule-nothing = Tuliskan yang benar.
own-rule-do = Buat aturan
own-rule-says = Tulis “{ $right }”, bukan “{ $wrong }”.
own-rule-why = Aturan kantor, dibuat oleh { $name }.

why-in-check = Itu berlaku dalam cek meja.

plain-verb-explain = j jelaskan mengapa
plain-verb-let-stand = b biarkan
plain-do-explain = mengapa temuan ini disebut
plain-do-let-stand = membiarkannya, dengan alasan
plain-reason = Mengapa boleh dibiarkan? Baris kosong membatalkannya.
plain-hear-suggestions = Ada juga { $count } saran. Dengarkan, y atau t?
