import type { ErrorCatalogue } from './words.ts'

/** The registry of error codes in Serbian. */
export const errorsSr: ErrorCatalogue = {
  credentials_wrong: { what: 'Ime, lozinka ili PIN nisu tačni.', todo: 'Upiši ponovo.' },
  login_throttled: {
    what: 'Previše pogrešnih pokušaja za ovaj nalog.',
    todo: 'Sačekaj malo, pa pokušaj ponovo.',
  },
  token_missing: { what: 'Prijava nedostaje.', todo: 'Prijavi se ponovo.' },
  token_invalid: { what: 'Prijava ne važi na ovom serveru.', todo: 'Prijavi se ponovo.' },
  token_expired: { what: 'Prijava je istekla.', todo: 'Prijavi se ponovo i nastavi od istog mjesta.' },
  refresh_reused: {
    what: 'Ista prijava je upotrijebljena dva puta, pa je radi sigurnosti prekinuta.',
    todo: 'Prijavi se ponovo.',
  },
  forbidden: { what: 'Tvoja uloga to ne dozvoljava.', todo: 'Zamoli šefa ili administratora.' },
  device_unknown: {
    what: 'Server ne poznaje ovaj uređaj.',
    todo: 'Neka ga šef ponovo poveže; što je zabilježeno ostaje na uređaju.',
  },
  device_revoked: {
    what: 'Šef je isključio ovaj uređaj.',
    todo: 'Radi dalje i javi šefu; što je zabilježeno ostaje na uređaju.',
  },
  enrolment_invalid: {
    what: 'Kod za povezivanje je pogrešan, potrošen ili istekao.',
    todo: 'Zatraži od šefa novi kod.',
  },
  body_invalid: { what: 'Zahtjev nema očekivani oblik.', todo: 'Provjeri šta je upisano i pokušaj ponovo.' },
  body_too_large: { what: 'Zahtjev je prevelik.', todo: 'Podijeli ga na manje dijelove.' },
  not_found: { what: 'Toga nema, ili ga tvoj nalog ne vidi.', todo: 'Provjeri broj ili se vrati na spisak.' },
  conflict: { what: 'U međuvremenu se stanje promijenilo.', todo: 'Pogledaj novo stanje i odluči ponovo.' },
  internal: {
    what: 'Na serveru je nešto pošlo po zlu.',
    todo: 'Pokušaj ponovo; ako se ponovi, javi administratoru.',
  },
  quantity_invalid: {
    what: 'Količina mora biti pozitivan broj s najviše tri decimale.',
    todo: 'Upiši je ponovo.',
  },
  assignment_exceeds_requested: {
    what: 'Dodijelilo bi se više nego što je traženo.',
    todo: 'Smanji količinu ili broj zadužnica.',
  },
  assignment_empty: {
    what: 'Nije izabrana nijedna stavka ili nijedan magacioner.',
    todo: 'Izaberi stavke i magacionera.',
  },
  worker_unknown: {
    what: 'Taj magacioner ili tim ne postoji ili ne može da sakuplja.',
    todo: 'Izaberi drugog.',
  },
  lines_open: { what: 'Još ima otvorenih stavki.', todo: 'Pokupi ih ili zatvori s razlogom.' },
  exception_stale: {
    what: 'Stigao je novi rad otkako je izuzetak otvoren.',
    todo: 'Pogledaj ponovo prije odluke.',
  },
  difference_stale: {
    what: 'Brojke ove razlike su se promijenile otkako je otvorena.',
    todo: 'Pogledaj ponovo prije odluke.',
  },
  fulfilment_stale: {
    what: 'Knjiženje se promijenilo otkako je otvoreno.',
    todo: 'Pogledaj ponovo prije odluke.',
  },
  action_unfit: {
    what: 'Ova radnja ne rješava ovakvu razliku, ili nema na čemu da se izvrši.',
    todo: 'Izaberi drugu radnju.',
  },
  photo_invalid: {
    what: 'Slika nije JPEG, prevelika je, ili nije ona koja je najavljena.',
    todo: 'Slikaj ponovo.',
  },
  reason_required: { what: 'Ovaj razlog traži tekst.', todo: 'Napiši šta se desilo.' },
  article_mismatch: {
    what: 'Skenirani kod nije od artikla ove stavke.',
    todo: 'Uzmi pravi artikal i skeniraj ponovo.',
  },
  barcode_unknown: { what: 'Taj barkod niko ne poznaje.', todo: 'Provjeri artikal ili upiši količinu.' },
  barcode_ambiguous: { what: 'Barkod stoji za više artikala.', todo: 'Izaberi jedan.' },
  barcode_check_digit: {
    what: 'Kontrolna cifra barkoda nije tačna; vjerovatno je pogrešno pročitan.',
    todo: 'Skeniraj ponovo.',
  },
  over_pick_unconfirmed: { what: 'Više je od traženog.', todo: 'Potvrdi ako je zaista toliko pokupljeno.' },
  status_change_forbidden: { what: 'Iz sadašnjeg stanja to nije moguće.', todo: 'Pogledaj trenutno stanje.' },
  shortage_reason_unknown: { what: 'Takav razlog ne postoji.', todo: 'Izaberi razlog sa spiska.' },
  quantity_empty: { what: 'Količina nedostaje.', todo: 'Upiši je.' },
  quantity_not_a_number: { what: 'Ovo nije broj.', todo: 'Upiši broj, na primjer 12,5.' },
  quantity_not_positive: { what: 'Količina mora biti veća od nule.', todo: 'Upiši je ponovo.' },
  quantity_grouping_ambiguous: {
    what: '1.234 može značiti 1234 ili jedan i nešto.',
    todo: 'Upiši 1234 ili 1,234.',
  },
  quantity_too_precise: { what: 'Količina ima više od tri decimale.', todo: 'Zaokruži je na tri decimale.' },
  quantity_too_large: { what: 'Količina je veća nego što sistem tačno broji.', todo: 'Provjeri je.' },
  gs1_check_digit: { what: 'Broj u GS1 kodu ima pogrešnu kontrolnu cifru.', todo: 'Skeniraj ponovo.' },
  gs1_malformed: { what: 'Dio GS1 koda nema ispravan oblik.', todo: 'Skeniraj ponovo ili ukucaj šifru.' },
  import_too_large: {
    what: 'Fajl je veći nego što uvoz prima.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Podijeli ga na manje.',
  },
  import_old_excel: {
    what: 'Ovo je stari .xls fajl.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Sačuvaj ga kao .xlsx ili CSV.',
  },
  import_unreadable: {
    what: 'Fajl nije čitljiv ni kao CSV ni kao XLSX.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Izvezi ga ponovo.',
  },
  import_empty: {
    what: 'Ispod zaglavlja nema nijednog reda.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Provjeri fajl.',
  },
  import_column_missing: {
    what: 'U zaglavlju nedostaje obavezna kolona.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Dodaj je i uvezi ponovo.',
  },
  import_column_repeated: {
    what: 'Dvije kolone zaglavlja znače isto.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Ostavi jednu i uvezi ponovo.',
  },
  import_cell_empty: {
    what: 'Obavezno polje je prazno.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Popuni ga i uvezi ponovo.',
  },
  import_number_invalid: {
    what: 'Broj dokumenta nema oblik GG-TTTT-NNNNNN.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Ispravi ga i uvezi ponovo.',
  },
  import_date_invalid: {
    what: 'Datum ne postoji ili je pisan nepoznatim oblikom.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Upiši ga kao 03.10.2025.',
  },
  import_site_unknown: {
    what: 'Nijedan magacin ni radnja se tako ne zove.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Dodaj objekat ili ovo ime kao njegov drugi naziv.',
  },
  import_unit_differs: {
    what: 'Jedinica mjere nije osnovna jedinica artikla.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Preračunaj količinu u osnovnu jedinicu.',
  },
  import_row_too_long: {
    what: 'Red ima više ćelija nego zaglavlje, pa se njegovim brojevima ne može vjerovati.',
    todo: 'Stavi ćelije sa zarezom pod navodnike, ili sačuvaj fajl s tačkom-zarezom.',
  },
  import_document_disagrees: {
    what: 'Redovi istog dokumenta navode različit datum, magacin ili radnju.',
    lost: 'Ništa iz fajla nije uvezeno napola.',
    todo: 'Uskladi ih i uvezi ponovo.',
  },
  protocol_too_old: {
    what: 'Aplikacija je starija nego što server prihvata.',
    todo: 'Radi dalje; osvježi aplikaciju kad završiš zadužnicu.',
  },
  protocol_too_new: {
    what: 'Aplikacija je novija od servera.',
    todo: 'Radi dalje i javi administratoru da osvježi server.',
  },
  frame_malformed: {
    what: 'Server nije razumio poruku uređaja.',
    todo: 'Uređaj sam ponavlja; ako potraje, javi šefu.',
  },
  document_unknown: { what: 'Te zadužnice nema ili je ovaj uređaj ne smije vidjeti.', todo: 'Pitaj šefa.' },
  update_malformed: {
    what: 'Zapis nema propisani oblik, pa ga je server ostavio po strani.',
    lost: 'Zapis je sačuvan na uređaju i kod šefa.',
    todo: 'Radi dalje i javi šefu.',
  },
  update_too_large: { what: 'Poruka uređaja je prevelika.', todo: 'Uređaj je sam dijeli i šalje ponovo.' },
  event_malformed: {
    what: 'Zapis ima pogrešno ili suvišno polje, pa ga je server ostavio po strani.',
    lost: 'Zapis je sačuvan na uređaju i kod šefa.',
    todo: 'Radi dalje i javi šefu.',
  },
  event_key_mismatch: {
    what: 'Zapis je stigao pod tuđim brojem, pa ga je server ostavio po strani.',
    lost: 'Zapis je sačuvan na uređaju i kod šefa.',
    todo: 'Radi dalje i javi šefu.',
  },
  event_foreign_document: {
    what: 'Zapis pripada drugoj zadužnici, pa ga je server ostavio po strani.',
    lost: 'Zapis je sačuvan na uređaju i kod šefa.',
    todo: 'Radi dalje i javi šefu.',
  },
  event_id_reused: {
    what: 'Dva različita zapisa imaju isti broj, pa je server drugi ostavio po strani.',
    lost: 'Zapis je sačuvan na uređaju i kod šefa.',
    todo: 'Radi dalje i javi šefu.',
  },
  clock_gap: { what: 'Serveru nedostaje dio zapisa.', todo: 'Uređaj ih sam šalje ponovo.' },
  event_repeated: { what: 'Server već ima dio zapisa.', todo: 'Uređaj sam sređuje svoju kopiju.' },
  prefix_changed: { what: 'Već poslati zapisi stigli su izmijenjeni.', todo: 'Uređaj ih sam šalje ponovo.' },
  client_id_foreign: {
    what: 'Oznaka veze pripada drugom uređaju.',
    todo: 'Uređaj uzima novu i šalje ponovo.',
  },
  mac_invalid: {
    what: 'Potpis zapisa ne odgovara uređaju, pa ga je server ostavio po strani.',
    lost: 'Zapis je sačuvan na uređaju i kod šefa.',
    todo: 'Radi dalje i javi šefu.',
  },
  author_unknown: {
    what: 'Magacioner iz zapisa ne postoji na serveru.',
    lost: 'Zapis je sačuvan na uređaju i kod šefa.',
    todo: 'Javi šefu.',
  },
  author_forbidden: {
    what: 'Uloga autora ne dozvoljava tu vrstu zapisa.',
    lost: 'Zapis je sačuvan na uređaju i kod šefa.',
    todo: 'Javi šefu.',
  },
  carried_foreign: {
    what: 'U tome nema zapisa nekog uređaja.',
    todo: 'Izaberi datoteku koju je uređaj sačuvao ili skeniraj kodove sa njegovog ekrana.',
  },
  carried_newer: {
    what: 'Zapise je dala novija verzija aplikacije.',
    todo: 'Osvježi aplikaciju, pa pokušaj ponovo.',
  },
  carried_damaged: {
    what: 'Datoteka je nepotpuna ili izmijenjena, pa iz nje ništa nije preuzeto.',
    todo: 'Prenesi je ponovo; zapisi su i dalje na uređaju koji ih je dao.',
  },
  erp_credentials: {
    what: 'PANTHEON ne prihvata ime ili lozinku.',
    lost: 'Sve obrađeno čeka ovdje i knjiži se kasnije.',
    todo: 'Provjeri podatke za prijavu u podešavanjima veze, pa pokreni ponovo.',
  },
  erp_refused: {
    what: 'PANTHEON ne dozvoljava to što se traži.',
    lost: 'Sve obrađeno čeka ovdje i knjiži se kasnije.',
    todo: 'Neka administrator provjeri prava, licencu i vrste dokumenata.',
  },
  erp_rejected: {
    what: 'PANTHEON nije prihvatio knjiženje.',
    lost: 'Ništa nije proknjiženo; količine su sačuvane ovdje.',
    todo: 'Pročitaj razlog, ispravi ga u PANTHEON-u, pa pošalji ponovo.',
  },
  erp_busy: {
    what: 'PANTHEON je zauzet.',
    lost: 'Sve obrađeno čeka ovdje i knjiži se kasnije.',
    todo: 'Ne treba ništa: pokušava se ponovo.',
  },
  erp_away: {
    what: 'PANTHEON nije dostupan.',
    lost: 'Sve obrađeno čeka ovdje i knjiži se kasnije.',
    todo: 'Provjeri da li server radi i da li ima mreže; sljedeći pokušaj ide sam.',
  },
  erp_timeout: {
    what: 'PANTHEON nije odgovorio na vrijeme.',
    lost: 'Sve obrađeno čeka ovdje i knjiži se kasnije.',
    todo: 'Pokušaj kasnije; ako se ponavlja, javi administratoru.',
  },
  erp_broken: {
    what: 'PANTHEON je odgovorio nečim što se ne može pročitati.',
    lost: 'Sve obrađeno čeka ovdje i knjiži se kasnije.',
    todo: 'Pokušaj ponovo; ako se ponavlja, javi administratoru.',
  },
  erp_certificate: {
    what: 'Sertifikatu PANTHEON servera se ne može vjerovati.',
    lost: 'Sve obrađeno čeka ovdje i knjiži se kasnije.',
    todo: 'Neka administrator obnovi sertifikat ili provjeri adresu.',
  },
  erp_unknown_outcome: {
    what: 'Knjiženje je poslato, a odgovor nije stigao.',
    lost: 'Prije ponovnog slanja se traži u PANTHEON-u, pa se ništa ne knjiži dva puta.',
    todo: 'Ne treba ništa: provjerava se sljedeći put.',
  },
  erp_disk: {
    what: 'Datoteka za razmjenu sa PANTHEON-om se ne može pročitati ili upisati.',
    lost: 'Sve obrađeno čeka ovdje i knjiži se kasnije.',
    todo: 'Oslobodi prostor na disku i provjeri prava nad folderom.',
  },
  camera_insecure: {
    what: 'Kamera radi samo preko HTTPS adrese.',
    todo: 'Skeniraj okidačem ili ukucaj kod.',
  },
  camera_denied: {
    what: 'Kamera nije dozvoljena.',
    todo: 'Dozvoli je u podešavanjima pregledača, ili ukucaj kod.',
  },
  camera_missing: { what: 'Uređaj nema kameru.', todo: 'Skeniraj okidačem ili ukucaj kod.' },
  camera_busy: { what: 'Kameru drži drugi program.', todo: 'Zatvori ga i pokušaj ponovo.' },
  camera_failed: { what: 'Kamera je stala.', todo: 'Pokušaj ponovo ili ukucaj kod.' },
  decoder_failed: { what: 'Čitač barkodova se nije pokrenuo.', todo: 'Pokušaj ponovo ili ukucaj kod.' },
  server_away: {
    what: 'Server magacina ne odgovara mostu.',
    todo: 'Provjeri da li server radi; most pokušava sam.',
  },
  server_refused: {
    what: 'Server magacina nije prihvatio šta je most donio.',
    todo: 'Provjeri da li su most i server iste verzije.',
  },
  server_credential: { what: 'Server ne poznaje most.', todo: 'Pokreni oba sa istim BRIDGE_TOKEN.' },
  step_needed: {
    what: 'Korak je preskočen jer prethodni nije uspio.',
    todo: 'Pogledaj prvu grešku; novo pokretanje nastavlja.',
  },
  interrupted: {
    what: 'Most je stao usred posla.',
    todo: 'Ništa ne treba: sljedeće pokretanje provjerava i nastavlja.',
  },
  outcome_unknown: {
    what: 'Ne zna se da li je knjiženje stiglo, a ERP se ne može pretražiti.',
    todo: 'Pogledaj u ERP-u da li dokument postoji.',
  },
  document_refused: {
    what: 'Dokument iz ERP-a nije mogao biti preuzet.',
    todo: 'Pogledaj opis i ispravi ga u ERP-u.',
  },
  article_refused: {
    what: 'Artikal iz ERP-a nije mogao biti preuzet.',
    todo: 'Pogledaj opis i ispravi ga u ERP-u.',
  },
  subject_refused: {
    what: 'Partner iz ERP-a nije mogao biti preuzet.',
    todo: 'Pogledaj opis i ispravi ga u ERP-u.',
  },
  not_planned: {
    what: 'Jedan dokument nije mogao biti pripremljen za knjiženje; ostali jesu.',
    todo: 'Pogledaj opis; roba ostaje navedena kao neproknjižena.',
  },
  booked_otherwise: {
    what: 'Pod oznakom ovog knjiženja u ERP-u je proknjiženo nešto drugo.',
    todo: 'Uporedi oboje; preuzeto je što je proknjiženo, a ostatak ide posebno.',
  },
  not_needed: { what: 'Ovo knjiženje više nije potrebno.', todo: 'Ništa ne treba raditi.' },
  disk_full: { what: 'Disk mosta je pun.', todo: 'Oslobodi prostor; sljedeće pokretanje nastavlja.' },
}
