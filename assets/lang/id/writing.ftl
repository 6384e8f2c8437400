# Apa yang membantu menulis: titimangsa, kerangka, hitungan, papan klip, nama.

dateline-put = Titimangsa disisipkan: { $dateline }
dateline-replaced = Titimangsa diganti menjadi: { $dateline }
dateline-is-there = Titimangsa itu sudah ada.

outline-title = Kerangka
outline-filter = ketik untuk menyaring
outline-nothing = Tidak ada alinea yang memuat itu.
outline-more = Hanya { $count } alinea pertama yang terdaftar.
outline-empty = Naskah ini belum berisi alinea.

copied-as-plain = Disalin sebagai teks biasa: { $words } kata
copied-as-markdown = Disalin sebagai Markdown: { $words } kata
copied-as-html = Disalin sebagai HTML: { $words } kata
copied-nothing = Tidak ada yang dapat disalin.
clipboard-too-long = Teks sepanjang { $size } tidak muat di papan klip terminal. Di dalam redaksi teks ini tetap dapat ditempel.
clipboard-program-failed = Program papan klip { $program } tidak mengambil teks. Papan klip terminal sudah diberi tahu; bila tempel gagal, periksa program itu.
clipboard-nowhere = Papan klip di luar tidak menerima teks ini. Di dalam redaksi teks ini tetap dapat ditempel.

dropped-title = Berkas ditempelkan
dropped-looks = Memeriksa berkas …
dropped-about = Tempelan ini berisi nama { $count } berkas. Untuk apa?
dropped-more = … dan { $count } lagi
dropped-import = Impor { $count } naskah
dropped-insert = Sisipkan isinya
dropped-words = Tempel namanya

words-of-goal = { $count }/{ $goal } kata
reading-time = { $count } mnt
headline-count = judul { $count }/{ $limit }
goal-title = Sasaran kata
goal-about = Berapa kata untuk naskah ini? Kosong berarti tanpa sasaran.
goal-about-office = Berapa kata untuk naskah ini? Bila kosong, berlaku sasaran kantor: { $count }. 0 berarti tanpa sasaran.
goal-label = Kata:
goal-do = Pakai
goal-wrong = Tulis angka sampai { $most }, atau kosongkan.
goal-set = Sasaran naskah ini: { $count } kata
goal-none = Naskah ini tanpa sasaran kata

tab-next-blank = Isian berikut
register-broken =
    { $count ->
        [1] register.toml, baris { $lines }: { $reason }. Entri ini tidak ditawarkan.
       *[other] register.toml, baris { $lines }{ $more ->
            [0] {""}
           *[other] {" "}dan { $more } lagi
        }: { $reason }. Entri-entri ini tidak ditawarkan.
    }
