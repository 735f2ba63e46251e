# ruff: noqa: INP001, C901, D101, D102, D103, PLR0912, PLR0915, T201 - one file that runs alone, short to be read whole
"""Vérifie, sans Merchant Desk, une archive fiscale ou le fichier de données lui-même.

    python verify_archive.py FICHIER [--anchor REPÈRE] [--key EMPREINTE]
FICHIER : ZIP de l'archive, son dossier déplié, ou boutique.sqlite3. Sortie : 0 tout tient, 1 ce qui
a changé est nommé, 2 ce n'est ni une archive ni un fichier de données. Seul Python est requis.
"""

import argparse
import json
import sqlite3
import zipfile
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

LINE = """id position order_line_id kind sku name option_text quantity rate_bp treatment net total
 discount product_id unit_millionths category ean eco eco_scheme credits_line_id"""
SEAL = ("sequence", "text", "signature", "digest", "fingerprint", "id")
PERSONAL = ("buyer", "delivery_address", "mentions", "note")
APART = {"seller", "logo", "salt", "customer_id", "search_text", *PERSONAL}
KINDS = {"document": ("invoice", "Pièce", "number"), "copy": ("document_copy", "Duplicata", "rank")}
KINDS |= {"closing": ("closing", "Clôture", "period"), "event": ("fiscal_event", "Journal", "code")}
KINDS |= {"payment": ("payment", "Encaissement", "means")}
KINDS |= {"archive": ("archive", "Archive", "file_name")}
AT, WHOLE = {"at", "issued_at", "paid_at"}, {"first": 1, "last": 2**63, "previous": "0" * 64}
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - older Pythons run this too
RATE, BROKEN = "rate_bp treatment base vat total", (sqlite3.Error, zipfile.BadZipFile)
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def _bytes(text: Any) -> bytes:
    return str(text).encode("utf-8", "surrogateescape")


def _instant(micros: int) -> str:
    return (EPOCH + timedelta(microseconds=micros)).isoformat(timespec="microseconds")[:26] + "Z"


def _json(text: Any) -> Any:
    try:
        return json.loads(text)
    except (ValueError, TypeError):
        return []


def _facts(row: sqlite3.Row, names: str) -> dict[str, Any]:
    told: dict[str, Any] = {name: row[name] for name in names.split()}
    told |= {name: value.hex() for name, value in told.items() if isinstance(value, bytes)}
    return told | {n: _instant(told[n]) for n in AT & {*told} if isinstance(told[n], int)}


class Ledger:  # links, rows and keys, from wherever they were read, and what is wrong with them
    def __init__(self, path: Path) -> None:
        self.ranges: dict[str, Any] | None = None  # of an archive: first, previous, last, head
        self.rows: dict[str, dict[str, tuple[str, Any]]] = {kind: {} for kind in KINDS}
        self.keys, self.series, self.parties = dict[str, Any](), dict[str, Any](), dict[str, Any]()
        self.links, self.told = defaultdict[str, list[Any]](list), defaultdict[str, list[Any]](list)
        self.found, self.sealed = list[str](), set[tuple[str, str]]()
        if path.is_dir() or zipfile.is_zipfile(path):
            folder: Any = path if path.is_dir() else zipfile.Path(path)
            self._read_archive({each.name: each.read_bytes() for each in folder.iterdir()})
        else:
            self._read_file(path)

    def _keep(self, kind: str, record: Any) -> None:
        text = json.dumps(record, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        self.rows[kind][record["id"]] = sha256(text.encode()).hexdigest(), record

    def _read_file(self, path: Path) -> None:
        base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        base.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        chains = "SELECT lower(hex(station_id)) || '/' || kind, sequence, text, signature, digest,"
        chains += "fingerprint, lower(hex(subject_id)), at FROM seal ORDER BY 1, 2"
        for chain, *link in base.execute(chains):
            self.links[chain].append(link)
        told = base.execute(f"SELECT lower(hex(id)), salt, {', '.join(PERSONAL)} FROM invoice")  # noqa: S608 - ours
        self.parties = {each[0]: each[1:] for each in told}
        self.keys = dict(base.execute("SELECT fingerprint, public_key FROM signing_key"))
        series = """SELECT lower(hex(id)), last_counter, last_date, kind, lower(hex(station_id)),
         prefix, CAST(year AS TEXT) FROM invoice_series WHERE last_counter <> 0"""
        self.series = {each[0]: each[1:] for each in base.execute(series)}
        base.row_factory = sqlite3.Row
        parts: Any = {LINE: defaultdict(list), RATE: defaultdict(list)}
        for names, table in ((LINE, "line ORDER BY position"), (RATE, "rate ORDER BY 2, 3")):
            for row in base.execute(f"SELECT * FROM invoice_{table}"):  # noqa: S608 - ours
                parts[names][row["invoice_id"]].append([*_facts(row, names).values()])
        for row in base.execute("SELECT * FROM invoice"):
            record = _facts(row, " ".join({*row.keys()} - APART))
            record |= {"seller": sha256(_bytes(row["seller"])).hexdigest()}
            record["logo"] = "" if row["logo"] is None else sha256(row["logo"]).hexdigest()
            lines, rates = parts[LINE].pop(row["id"], []), parts[RATE].pop(row["id"], [])
            self._keep("document", record | {"lines": lines, "rates": rates})
        self.found += ["Lignes ou taux ajoutés sans pièce."] * any(parts.values())
        for kind, (table, *_words) in [each for each in KINDS.items() if each[0] != "document"]:
            for row in base.execute(f"SELECT * FROM {table}"):  # noqa: S608 - ours
                record = _facts(row, " ".join(row.keys()))
                if kind == "payment":
                    record["reference"] = sha256(row["id"] + _bytes(row["reference"])).hexdigest()
                self._keep(kind, record)
        base.close()

    def _read_archive(self, files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        self.ranges = {each["chain"]: each for each in manifest["chains"]}
        keys = self._lines(files, "keys.jsonl")
        self.keys = {each["id"]: bytes.fromhex(each["public_key"]) for each in keys}
        mark = files.get("manifest.sig", b"").decode()
        told = [0, files["manifest.json"].decode(), bytes.fromhex(mark), "", manifest["key"]]
        for name in {*files, *manifest["files"]} - {"manifest.json", "manifest.sig"}:
            if sha256(files.get(name, b"")).hexdigest() != manifest["files"].get(name):
                self.found.append(f"{name} : modifié, retiré ou ajouté après l'archive.")
        for each in self._lines(files, "seals.jsonl"):
            link = [each[name] for name in SEAL]
            self.links[each["chain"]].append([*link[:2], bytes.fromhex(link[2]), *link[3:], None])
        signs = manifest["key"] or any(link[4] for each in self.links.values() for link in each)
        if signs and (mark != mark.lower() or not _signed(self.keys, told)):
            self.found.append("manifest.json : sa signature manque, ou n'est pas celle du poste.")
        for kind in KINDS:
            for each in self._lines(files, f"{kind}s.jsonl".replace("ys.", "ies.")):
                self._keep(kind, each)
        for each in self._lines(files, "parties.jsonl"):
            salt = each["salt"] and bytes.fromhex(each["salt"])
            self.parties[each["id"]] = [salt, *(each[name] for name in PERSONAL)]

    def _lines(self, files: dict[str, bytes], name: str) -> Any:
        for place, told in enumerate(map(_json, files.get(name, b"").splitlines()), 1):
            if isinstance(told, dict) and "id" in told:
                yield told
            else:
                self.found.append(f"{name}, ligne {place} : n'est plus lisible.")

    def problems(self, anchors: list[str], key: str | tuple[str, ...]) -> Any:
        yield from self.found
        for name, public in self.keys.items():
            if sha256(public).hexdigest() != name or not name.startswith(key):
                yield f"Clé {name[:16]} : modifiée, ou n'est pas celle attendue."
        heads: dict[str, dict[int, str]] = defaultdict(dict)  # what closings saw last
        for _digest, record in self.rows["closing"].values():
            for chain, place, head in (e for e in _json(record["heads"]) if isinstance(e, list)):
                span = WHOLE if self.ranges is None else self.ranges.get(chain, {"first": 2**63})
                if span["first"] <= place <= span["last"]:
                    heads[chain][place] = head
        for chain, span in (self.ranges or {}).items():
            heads[chain][span["last"]] = span["head"]
        for chain in sorted({*self.links, *heads}):
            yield from self._walk(chain, heads[chain])
            if key and self.links[chain] and not self.links[chain][-1][4].startswith(key):
                yield f"{chain} : son dernier maillon n'est pas signé par la clé attendue."
        yield from (each for told in self.told.values() for each in self._unsigned(told))
        for kind, rows in self.rows.items():
            for each in (rows[each][1] for each in rows if (kind, each) not in self.sealed):
                yield f"{KINDS[kind][1]} {each.get(KINDS[kind][2])} : ajouté sans avoir été scellé."
        for subject, (_digest, record) in self.rows["document"].items():
            salt, *told = self.parties.get(subject, [b""])
            mark = sha256((salt or b"") + b"\n".join(map(_bytes, told))).hexdigest()
            if [salt, *told] != [None, "", "", "[]", ""] and mark != record["party_digest"]:
                yield f"Pièce {record['number']} : client ou mentions modifiés ou retirés."
        yield from self._totals()
        known = {link[3] for links in self.links.values() for link in links}
        for anchor in (each for each in anchors if each.strip().rpartition(":")[2] not in known):
            yield f"Repère {anchor} : absent. Une copie plus ancienne a été remise."

    def _walk(self, chain: str, heads: dict[int, str]) -> Any:
        span = (self.ranges or {}).get(chain, WHOLE)
        kind, place, previous = chain.partition("/")[2], span["first"] - 1, span["previous"]
        word, runs = KINDS.get(kind, ("", kind))[1], dict[str, Any]()
        for link in self.links[chain]:
            sequence, text, signature, own, fingerprint, subject, at = link
            fields = [*text.split(";"), *[""] * 11][:11]
            name = f"{word} {fields[7]} (maillon {sequence})"
            if sequence != place + 1:
                yield f"{word} : maillons {place + 1} à {sequence - 1} supprimés."
                previous = fields[10]
            digest = sha256(_bytes(text) + b"\n" + signature).hexdigest()
            if digest != own or heads.get(sequence, own) != own:
                yield f"{name} : son sceau a été modifié."
            elif fields[4:7] != [chain, str(sequence), kind]:
                yield f"{name} : n'est plus à sa place dans la chaîne."
            elif fields[10] != previous:
                yield f"{name} : ne suit plus le maillon d'avant, qui a été modifié ou remplacé."
            told, record = self.rows.get(kind, {}).get(subject, ("", {}))
            if told != fields[9]:
                yield f"{name} : {'modifié après son sceau' if told else 'supprimé'}."
            when = record.get("at", record.get("issued_at", ""))
            self.told[chain[:32]].append((chain, sequence, fingerprint, when, fields[7]))
            if told == fields[9] and at is not None and _instant(at) != when:
                yield f"{name} : l'heure de son sceau a été modifiée."
            runs |= {fingerprint: link} if fingerprint else {}
            self.sealed.add((kind, subject))
            place, previous = sequence, own
        if max(heads, default=0) > place:
            yield f"{word} : fin retirée, maillons {place + 1} à {max(heads)}."
        for key in (n for n in runs if not _signed(self.keys, runs[n])):  # the last one vouches
            ours = (each for each in self.links[chain] if each[4] == key)
            first = next(each[0] for each in ours if not _signed(self.keys, each))
            yield f"{word} (maillon {first}) : sa signature est fausse."

    def _unsigned(self, told: list[Any]) -> Any:
        events = [(at, code) for chain, _n, _mark, at, code in told if chain.endswith("/event")]
        known = [at for at, code in events if code == "900"] + [each[3] for each in told if each[2]]
        spans, low = [["", min(known, default="~")]], ""  # until a key was known, or none answered
        for at, code in events:
            low = min(low or at, at) if low or code == "70" else ""
            if code == "120" and (low or (self.ranges and not spans[1:])):
                spans, low = [*spans, [low, at]], ""
        spans += [[low, "~"]] if low else []
        bare = (each for each in told if not (each[2] or any(a <= each[3] <= b for a, b in spans)))
        for chain, place, *_rest in bare:
            yield f"{chain}, maillon {place} : sans signature, alors que la clé répondait."

    def _totals(self) -> Any:
        sums: dict[Any, list[int]] = defaultdict(lambda: [0, 0, 0])
        before, groups = dict[str, Any](), {each: list[Any]() for each in self.series}
        for _digest, record in self.rows["document"].values():
            end = [record[each] for each in ("counter", "issue_date", "kind", "station_id")]
            end += [record["number"].rpartition("-")[0], record["issue_date"][:4]]
            groups.setdefault(record["series_id"], []).append(tuple(end))
            origin = self.rows["document"].get(record["corrects_id"] or record["id"])
            if record["details_id"] is None and (not origin or origin[1]["kind"] != "deposit"):
                own = record["total"] - sum(r[4] for r in record["rates"] if r[1] == "out_of_scope")
                for place in (1, 2) if own < 0 and origin is None else (int(own < 0),):
                    sums[record["station_id"], record["fiscal_day"]][place] += own
        days = [each for _digest, each in self.rows["closing"].values() if each["level"] == "day"]
        for each in sorted(days, key=lambda one: (one["station_id"], one["sequence"])):
            sales, back, loose = sums[each["station_id"], each["period"]]  # loose: of a deposit?
            back = max(back, min(each["returns"], back - loose))
            wrong = [each["sales"], each["returns"], each["total"]] != [sales, back, sales + back]
            last = before.get(each["station_id"], each)
            by = [each[n] - last[n] for n in ("sequence", "perpetual", "perpetual_absolute")]
            if wrong or (last is not each and by != [1, sales + back, sales - back]):
                yield f"Clôture {each['period']} : ses totaux ne sont plus ceux de ses pièces."
            before[each["station_id"]] = each
        for series, given in ((name, sorted(groups[name])) for name in groups):
            low, row = given[0][0] if self.ranges else 1, self.series.get(series)
            gap = [each[0] for each in given] != [*range(low, low + len(given))]
            if gap or (self.ranges is None and given[-1:] != [row]):
                yield f"Série {(given or [row])[-1][4]} : ses numéros ne sont plus ceux des pièces."


def _point(raw: bytes) -> Any:  # Ed25519 (RFC 8032), verification only
    number = int.from_bytes(raw, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    wrong, x = y >= P or (x * x - square) % P, P - x if x & 1 != sign else x
    return None if wrong else (x, y, 1, x * y % P)


def _sum(p: Any, q: Any) -> Any:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(n: int, p: Any) -> Any:
    total = (0, 1, 1, 0)
    for bit in f"{n:b}":
        total = _sum(total, total)
        total = _sum(total, p) if bit == "1" else total
    return total


def _signed(keys: Any, link: Any) -> bool:
    key, mark, s = keys.get(link[4]), link[2], int.from_bytes(link[2][32:], "little")
    fits = isinstance(key, bytes) and (len(key), len(mark)) == (32, 64) and s < ORDER
    public, point = (_point(key), _point(mark[:32])) if fits else (None, None)
    if key is None or public is None or point is None:
        return False
    told = int.from_bytes(sha512(mark[:32] + key + _bytes(link[1])).digest(), "little") % ORDER
    left = _times(s, _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")))
    right = _sum(point, _times(told, public))
    return all((left[n] * right[2] - right[n] * left[2]) % P == 0 for n in (0, 1))


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("file", type=Path, help="ZIP, dossier ou boutique.sqlite3")
    parser.add_argument("--anchor", action="append", default=[], help="repère noté à une clôture")
    parser.add_argument("--key", action="append", help="empreinte de la clé attendue (répétable)")
    asked = parser.parse_args()
    try:
        ledger = Ledger(asked.file)
        found = list(ledger.problems(asked.anchor, tuple(asked.key or ()) or ""))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, *BROKEN) as error:
        print(f"Rien n'a été vérifié : ni archive ni fichier de données entiers ({error}).")
        return 2
    print("\n".join(found) or f"Tout tient : {sum(map(len, ledger.links.values()))} maillons.")
    print("Sans signature :", sum(not n[4] for each in ledger.links.values() for n in each))
    print("Clés : " + (", ".join(each[:16] for each in ledger.keys) or "aucune"))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
