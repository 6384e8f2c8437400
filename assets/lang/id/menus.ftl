# Menu, palet, bantuan.

menus-how = Enter jalankan · ^V ganti tombol · ^X lepas · ^R tombol awal
menus-how-bar = ←→ pilih menu · ↓ masuk · Esc tutup
menus-press-key = Tekan tombol baru untuk “{ $action }” (Esc batal)
menus-key-taken = { $key } dipakai “{ $action }” di { $place }. Tekan sekali lagi untuk mengambilnya.
menus-key-conflict = { $key } sudah dipakai “{ $action }” di { $place }. Pilih tombol lain.
menus-key-same = Terminal mengirim { $key } sebagai { $other }. Pilih tombol lain.
menus-key-unsent = Banyak terminal tidak mengirim { $key }. Pilih tombol lain.
menus-key-reserved = { $key } adalah awal pesan dari terminal sendiri. Pilih tombol lain.
menus-key-letter = { $key } adalah huruf untuk mengetik di { $place }. Pilih tombol lain.
menus-way-out = Menu atau pencarian perintah harus punya tombol.
menus-no-key = Tindakan ini tidak punya tombol di sini.
menus-first-key = Tombolnya memang tombol awal.
menus-no-file = Di mesin ini tidak ada tempat untuk peta tombol.
keys-unwritten = Peta tombol { $path } tidak dapat ditulis; tombol tetap seperti semula.
mouse-on = Tetikus dipakai redaksi. Tahan Shift untuk memilih teks di terminal.
mouse-off = Tetikus dilepas: terminal memilih teks seperti biasa.

why-in-dialog = Hanya di dalam dialog.
why-in-log = Hanya di panel log.
why-in-review = Hanya di layar tinjauan.
why-nothing-marked = Pilih teks dahulu.
why-nothing-copied = Belum ada yang disalin di sini. Tempel dengan tombol terminal.

palette-title = Perintah
palette-hint = ketik perintah · / naskah · # tagar · @ orang · : paragraf
palette-hint-articles = kata dari judul atau isi naskah
palette-hint-tags = nama tagar
palette-hint-people = nama orang
palette-hint-line = nomor paragraf, 1 sampai { $last }
palette-nothing = Tidak ada yang cocok.
palette-searching = Mencari …
palette-recent = baru dipakai
palette-person = semua naskahnya
palette-paragraph = Paragraf { $number } dari { $last }

keyhelp-title = Bantuan tombol: { $place }
keyhelp-title-all = Semua tombol
keyhelp-search = cari: ketik nama atau tombol
keyhelp-how = Tab panel ini / semua · ↑↓ gulir
keyhelp-change = Ganti tombol: buka menu ({ $menu }), sorot perintah, lalu ^V. Berkas: { $path }
keyhelp-no-file = Di mesin ini tidak ada tempat untuk peta tombol sendiri.
keyhelp-nothing = Tidak ada tombol yang cocok.

jump-how = Tekan huruf untuk melompat ke sana · Esc batal

# Peta tombol bawaan.
keymap-title = Peta tombol
keymap-preset-standard = redaksi
keymap-preset-emacs = Emacs
keymap-preset-vim = Vim
keymap-chosen = dipakai
keymap-none = Tidak ada peta tombol bernama begitu.
keymap-is = Tombol: { $name }; peta tombol Anda sendiri di atasnya
