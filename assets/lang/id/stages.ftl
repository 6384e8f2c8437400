# Tahap dan waktu: yang disebut setiap daftar.
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
