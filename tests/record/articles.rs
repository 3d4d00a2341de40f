//! The articles that the vectors are about.

/// An article in Markdown, the one that most vectors sign.
pub(crate) const MARKDOWN: &str = "\
# Pasar pagi dibuka kembali

Pasar pagi di tepi kali dibuka kembali pada hari Senin. Sebanyak 40 pedagang menempati kios baru.

Air tidak lagi masuk ke lorong, kata seorang pedagang sayur di depan Café Melati.

Pemerintah kota akan menambah *penerangan jalan* sebelum musim hujan.

Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).
";

/// The same article as a page: other markup, other quotes, other white space, one text.
pub(crate) const PAGE: &str = "\
<!DOCTYPE html>
<html lang=\"id\"><head><title>Pasar pagi</title></head>
<body><nav>Beranda</nav>
<article>
<h1>Pasar pagi dibuka&nbsp;kembali</h1>
<p>Pasar pagi di tepi kali dibuka kembali pada hari Senin.
   Sebanyak <b>40</b> pedagang menempati kios baru.</p>
<p>Air tidak lagi masuk ke lorong, kata seorang pedagang sayur di depan Café Melati.</p>
<div>Pemerintah kota akan menambah <em>penerangan jalan</em> sebelum musim hujan.</div>
<p><small>Konten ini disempurnakan menggunakan Kecerdasan Buatan (AI).</small></p>
</article>
<footer>Kontak</footer></body></html>
";

/// Another article altogether.
pub(crate) const OTHER: &str = "\
# Kereta malam berhenti lebih awal

Kereta terakhir berangkat pukul sepuluh mulai bulan depan.

Penumpang yang pulang larut diminta memakai bus pengganti.
";

/// The address of the first article.
pub(crate) const URI: &str = "https://harian.example/2026/pasar-pagi";
