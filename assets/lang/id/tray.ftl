# Penerbitan di ruang kerja: antrean kirim, kepala layar, dan penyiapan tujuan.

tray-head-needed = { $count } perlu Anda
tray-head-sending = mengirim
tray-head-unsure = { $count } belum pasti
tray-head-offline = luring, { $count } antre
tray-head-queued = { $count } antre
tray-head-done = terkirim semua

tray-there = tujuan
tray-title = Antrean kirim
tray-on-its-way = Di jalan
tray-needed = Perlu Anda
tray-over = Selesai
tray-turn = kelompok
tray-nowhere = Belum ada tujuan: naskah yang disetujui menjadi halaman hanya lewat “Terbitkan halaman”. Administrator menambah tujuan: { $key }, lalu “Tujuan penerbitan”.
tray-empty-way = Tidak ada yang di jalan. Naskah yang disetujui masuk ke sini dengan sendirinya dan menuju: { $names }.
tray-empty-needed = Tidak ada yang memerlukan Anda. Yang ditolak tujuan, dan yang kata-katanya diubah orang di sana, menunggu keputusan Anda di sini.
tray-empty-over = Belum ada yang tiba. Yang sampai di { $names } tercatat di sini dengan alamat publiknya.
tray-since = sejak { $when }
tray-attempts = { $count } kali dicoba
tray-next = dicoba lagi { $when }
tray-next-now = segera dicoba lagi
tray-standing-by-hand = dikerjakan tangan
tray-standing-gone = sudah ditarik
tray-details = Menuju
tray-parcel = Pengiriman
tray-revision = revisi { $revision }
tray-void = Naskahnya tidak lagi disetujui: dicari di sana, tidak dikirim.
tray-said = Kata mereka: { $words }
tray-exchange = Percakapan jaringan:
tray-decide = Kata-kata di sana lain dari kita. Bandingkan, lalu putuskan: punya kita, punya mereka, atau keduanya dalam satu naskah. Punya mereka dan keduanya menjadi ralat yang ditinjau seperti yang lain.
tray-decide-blind = Di sana ada yang lain dari yang kita ketahui, dan kata-katanya tidak diketahui. Lihat halamannya, lalu putuskan apakah punya kita menggantikannya.
tray-compare = bandingkan
tray-ours = kita
tray-theirs = mereka
tray-both-texts = keduanya
tray-sheet = salin tangan
tray-ours-theirs = Dari kita ke mereka
tray-base-theirs = Yang mereka ubah
tray-base-ours = Yang kita ubah
tray-reviewers = Peninjau yang memutuskan pengiriman. Mintalah kepada salah satunya.
tray-no-address = Belum ada alamat publik.
tray-correction-reason = Diubah di { $name } dan diambil alih

tray-ask-cancel = Batalkan pengiriman ini?
tray-ask-ours = Gantikan punya mereka?
tray-ask-theirs = Ambil punya mereka?
tray-ask-merged = Satukan keduanya?
tray-sure-nothing = Belum ada yang sampai ke { $name }. Naskah ini tidak akan ke sana.
tray-sure-unknown = Mungkin sudah ada di { $name }: belum ada yang tahu pasti. Dicari sekali lagi, tidak dikirim lagi. Kalau ternyata ada, tetap di sana dan menunggu keputusan Anda.
tray-sure-conflict = Kata-kata yang kini ada di { $name } tetap di sana. Punya kita tidak akan ke sana.
tray-sure-old = Naskah lama tetap di { $name }. Ralatnya tidak akan ke sana.
tray-sure-stays = Naskah tetap di { $name } meski sudah ditarik di sini. Pembaca mungkin tetap melihatnya.
tray-sure-ours = Yang kini ada di { $name } diganti dengan yang disetujui di sini. Perubahan orang di sana hilang bagi pembaca.
tray-sure-theirs = Yang kini ada di { $name } tetap. Di sini dimulai ralat dengan kata-kata mereka, yang ditinjau seperti yang lain.
tray-sure-merged = Yang kini ada di { $name } tetap untuk sementara. Di sini dimulai ralat dengan kata-kata keduanya; setelah disetujui, ia menggantikan punya mereka.
tray-do-cancel = Batalkan kiriman
tray-do-ours = Punya kita
tray-do-theirs = Punya mereka
tray-do-merged = Keduanya
tray-do-at = Periksa halaman
tray-not = Nanti saja
tray-close = Tutup

tray-sheet-title = Salin dengan tangan
tray-sheet-about = Enter atau angka menyalin satu isian. Setelah halaman ada, isi alamatnya: dibaca seperti pembaca membacanya.
tray-sheet-away = Hapus halamannya di formulir situs, lalu periksa bahwa sudah tidak ada.
tray-url = Terbit di alamat:
tray-url-none = Isi dulu alamat publik halamannya.
paste-title = Judul
paste-date = Tanggal
paste-category = Kategori
paste-summary = Ringkasan
paste-body = Isi
paste-tags = Label
paste-author = Penulis
paste-source = Sumber
paste-slug = Bagian alamat

tray-did-retry = Dicoba lagi sekarang: { $headline }
tray-did-cancel = Dibatalkan: { $headline }
tray-did-ours = Punya kita menggantikan punya mereka: { $headline }
tray-did-theirs = Ralat dengan kata-kata mereka dimulai: { $headline }
tray-did-merged = Ralat dengan kata-kata keduanya dimulai: { $headline }
tray-did-at = Halamannya sedang dibaca: { $headline }
tray-retried = { $count ->
    [0] Tidak ada yang menunggu dicoba lagi.
   *[other] { $count } pengiriman dicoba lagi sekarang.
}
tray-unread = Kata-kata di sana tidak dapat dibaca dari sini: bila hendak dipakai, pindahkan ke naskah dengan tangan.
tray-both = Kita: { $ours } · Mereka: { $theirs }
tray-both-count = Di { $count } tempat keduanya mengubah kata yang sama: kini dua-duanya ada di sana, dan log mencatatnya.
tray-published = Terbit di { $name }: { $headline }
tray-visible = Terlihat publik di { $name }: { $headline }
tray-published-visible = Terbit di { $name } dan terlihat publik: { $headline }
tray-gone = Sudah ditarik dari { $name }: { $headline }
tray-unsure = Belum pasti apakah sudah ada di { $name }, sedang dilihat: { $headline }
tray-waits = { $name }: { $why } Dicoba lagi dengan sendirinya.
tray-page = { $name }: { $why }
tray-by-hand = { $name }: perlu disalin tangan, lembarnya ada di antrean: { $headline }
tray-away-by-hand = { $name }: perlu dihapus dengan tangan: { $headline }
tray-conflict = Kata-kata di { $name } lain: putuskan di antrean: { $headline }
tray-refused = { $name } tidak menerimanya: { $why }
tray-differs = { $name }: pembaca melihat yang lain dari yang disetujui: { $headline }
tray-goes-to = Menuju: { $names }
tray-goes-to-at = Menuju: { $names } ({ $when })
tray-taken-from = Akan ditarik dari: { $names }

why-in-tray = Hanya di antrean kirim, pada pengiriman yang dipilih.

dest-title = Tujuan penerbitan
dest-none = Belum ada tujuan. Tambahkan satu: situs WordPress atau Ghost, panggilan bertanda tangan, folder, atau lembar salin tangan. Naskah yang disetujui sejak itu menuju ke sana dengan sendirinya.
dest-add = tambah
dest-change = ubah
dest-check = periksa
dest-remove = hapus
dest-ready = siap
dest-by-command = rahasia lewat perintah
dest-no-secret = belum ada rahasia di komputer ini
dest-add-title = Tujuan baru
dest-change-title = Ubah tujuan
dest-kind = Jenis
dest-about-wordpress = Situs WordPress, dengan sandi aplikasi sebuah akun yang boleh menerbitkan.
dest-about-ghost = Situs Ghost, dengan kunci Admin API sebuah integrasi.
dest-about-webhook = Penerima milik sendiri: tiap naskah datang sebagai panggilan bertanda tangan.
dest-about-folder = Folder di komputer ini yang menjadi situs.
dest-about-paste = Situs tanpa API: Anda menyalin isian demi isian, lalu halamannya diperiksa.
dest-name = Nama pendek:
dest-url = Alamat:
dest-folder = Folder:
dest-form = Alamat formulir:
dest-account = Akun:
dest-secret = Rahasia:
dest-secret-file = atau berkasnya:
dest-secret-about = Disimpan dalam berkas yang hanya bisa Anda baca, di komputer ini saja.
dest-secret-there = Rahasianya sudah ada di komputer ini. Yang diketik di sini menggantikannya.
dest-others = Setelan lain (kunci=nilai, satu per baris)
dest-name-bad = Namanya: huruf kecil a–z, angka dan tanda hubung, huruf di depan.
dest-url-none = Alamatnya belum diisi.
dest-others-bad = Setelan lain ditulis kunci=nilai, satu per baris.
dest-keep = Simpan dan periksa
dest-kept = Tersimpan: { $name }
dest-removed = { $count ->
    [0] { $name } dihapus. Yang sudah terbit di sana tetap di sana.
   *[other] { $name } dihapus; { $count } pengiriman dibatalkan. Yang sudah terbit di sana tetap di sana.
}
dest-remove-title = Hapus tujuan?
dest-remove-about = Tidak ada lagi yang dikirim ke { $name }, dan yang antre untuknya dibatalkan. Yang sudah terbit di sana tetap di sana. Rahasianya di komputer ini dihapus.
dest-check-title = Memeriksa { $name }
dest-checking = Sedang dilihat …
dest-check-good = Semua baik: bisa menerbitkan ke sini.
dest-found = Ditemukan dan belum disimpan: { $url } dan setelannya. k menyimpannya.
dest-check-bad = Perbaiki yang bertanda ✗, lalu periksa lagi.
