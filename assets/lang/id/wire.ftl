# Jawaban penerima dan halaman salin tangan, masing-masing dengan jalan keluarnya, dan langkah pemeriksaannya.

trouble-address-proxy = Alamat proxy tidak dapat dibaca.
trouble-address-proxy-hint = Perbaiki di redaksi.toml.
trouble-certificates = Berkas sertifikat tidak dapat dibaca.
trouble-certificates-hint = Periksa ca_file di redaksi.toml.
trouble-secret-form = Rahasianya tidak berbentuk seperti yang diminta jenis ini.
trouble-secret-form-hint = Salin lagi seluruhnya dari situsnya.
trouble-wrong-secret = Penerima tidak mengenal tanda tangannya.
trouble-wrong-secret-hint = Samakan rahasia di kedua sisi.
trouble-no-echo = Penerima menjawab, tetapi tidak menyebut panggilan yang selesai.
trouble-no-echo-hint = Belum pasti; dilihat lagi dengan sendirinya. Perbaiki penerimanya.
trouble-gone = Penerima tidak mau menerima lagi.
trouble-gone-hint = Tanyakan kepada pengelolanya.
trouble-id-reused = Penerima mengenal nomor ini untuk kata-kata lain.
trouble-id-reused-hint = Lihat halamannya, lalu putuskan.
trouble-too-many = Situs minta menunggu.
trouble-too-many-hint = Dicoba lagi setelah waktu yang disebutnya.
trouble-not-ours = Yang menjawab bukan situs itu.
trouble-not-ours-hint = Mungkin jaringan minta login: buka peramban.
trouble-page-differs = Halamannya lain dari yang disetujui.
trouble-page-differs-hint = Perbaiki di situs, lalu periksa lagi.
trouble-page-address = Alamat halaman tidak dapat dipakai.
trouble-page-address-hint = Salin alamat publiknya dari peramban.
trouble-page-correction = Halamannya belum memuat ralat.
trouble-page-correction-hint = Tunggu tembolok situs, lalu periksa lagi.
trouble-by-hand = Situs ini tidak punya API: naskahnya disalin dengan tangan.
trouble-by-hand-hint = Buka lembarnya, salin tiap isian, lalu beri alamat halamannya.
trouble-take-away-by-hand = Situs ini tidak punya API: halamannya dihapus dengan tangan.
trouble-take-away-by-hand-hint = Hapus di situs, lalu periksa halamannya.

step-begin = Persiapan
step-reach = Tersambung ke penerima
step-signed-call = Panggilan percobaan diterima
step-form-address = Alamat formulir
