# Layar perintah: kata umum, tahap, waktu, dan baris perintah yang tidak dimengerti.

talk-note = catatan:
talk-warning = ! perhatian:
talk-error = ✗ galat:
talk-hint = →

stage-draft = DRAF
stage-submitted = TINJAU
stage-approved = SETUJU
stage-scheduled = TERJADWAL
stage-published = TERBIT
stage-withdrawn = DITARIK

time-now = baru saja
time-minutes-ago = { $count } menit lalu
time-in-minutes = { $count } menit lagi
time-today = hari ini { $clock }
time-yesterday = kemarin { $clock }
time-tomorrow = besok { $clock }
time-days-ago = { $count } hari lalu
time-in-days = { $count } hari lagi

usage-no-command = Belum ada perintah.
usage-unknown-argument = “{ $what }” tidak dikenal di sini.
usage-unknown-command = Tidak ada perintah “{ $what }”.
usage-missing-argument = Masih kurang: { $what }.
usage-missing-command = Perintah ini perlu satu subperintah.
usage-bad-value = “{ $value }” bukan nilai yang sah untuk { $what }.
usage-bad-form = “{ $value }” tidak sah untuk { $what }: { $form }.
usage-missing-value = { $what } perlu sebuah nilai.
usage-too-many-values = “{ $value }” berlebih untuk { $what }.
usage-conflict = { $what } tidak dapat dipakai bersama { $other }.
usage-not-utf8 = Salah satu argumen bukan teks UTF-8.
usage-other = Baris perintah ini tidak dapat dimengerti.
usage-hint-near = Mungkin maksud Anda: { $near }
usage-hint-usage = Tulis: { $usage }
usage-hint-choices = Pilihannya: { $choices }

usage-form-assignment = tulis NAMA=NILAI
usage-form-revision = tulis nomor revisi, misalnya 7 atau 7-3fa9c1d2
usage-form-zone = tulis nama zona waktu, misalnya Asia/Jakarta
usage-form-time = tulis 2025-10-21, 2025-10-21 09:30, atau 09:30
usage-form-since = tulis jarak seperti 30m, 3h, 2d, 1w, atau sebuah tanggal
