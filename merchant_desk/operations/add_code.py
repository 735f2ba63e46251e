"""Give a product one more code to be scanned by: EAN, carton, supplier, internal."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from merchant_desk.errors import RefusedError
from merchant_desk.models.product import Product, ProductCode
from merchant_desk.operations.find_record import find_product
from merchant_desk.operations.index_product import index_product
from merchant_desk.values.barcode import BarcodeFault, canonical_code, validate
from merchant_desk.values.french import number
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import ImportId, ProductId, SupplierId
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.texts import _
from merchant_desk.values.words import CodeKind

LONGEST_CODE = 80
MOST_UNITS = 99_999
"""A carton of more is a slip of the scanner: a code read where a number was asked."""


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code as scanned or typed, what it is, and how many units it stands for."""

    text: str
    kind: CodeKind = CodeKind.EAN
    units: int = 1
    note: str = ""
    supplier_id: SupplierId | None = None
    """Whose code it is; None for one that everybody uses."""
    inner: str = ""
    """A carton of cartons: the code of what it holds; ``units`` then counts those."""


def add_code(
    session: Session,
    gesture: Gesture,
    product_id: ProductId,
    new: NewCode,
    import_id: ImportId | None = None,
) -> str:
    """Add the code, kept in its canonical form; return that form.

    Raises RefusedError for a wrong check digit, or a code that already names a product.
    """
    product = find_product(session, product_id)
    _check(new)
    code = canonical_code(new.text)
    check_supplier(session, new.supplier_id)
    held = held_by(session, product_id, new, code)
    _check_is_new(session, product, code)
    check_is_free(session, product, new, code)
    session.add(
        ProductCode(
            code=code,
            product_id=product_id,
            kind=new.kind,
            units=units_of(new, held),
            supplier_id=new.supplier_id,
            inner_id=None if held is None else held.id,
            note=new.note.strip(),
            import_id=import_id,
        )
    )
    product.changed_at = gesture.at
    index_product(session, product)
    return code


def _check(new: NewCode) -> None:
    text = new.text.strip()
    if not text or len(text) > LONGEST_CODE or not text.isprintable():
        raise _refused(_("ce n’est pas un code"), _("Scannez le code, ou recopiez-le."))
    if new.kind is CodeKind.EAN:
        _check_ean(text)
    check_units(new)


def check_units(new: NewCode) -> None:
    """Refuse a code that stands for nothing, or for more than any carton holds."""
    if new.units < 1:
        raise _refused(
            _("il doit valoir au moins une unité"), _("Indiquez combien d’unités il représente.")
        )
    if new.units > MOST_UNITS:
        raise _too_many()
    if new.kind is CodeKind.CARTON and new.units == 1:
        raise _refused(
            _("un carton contient plus d’une unité"),
            _("Indiquez combien d’unités contient le carton, ou choisissez un autre type."),
        )


def check_supplier(session: Session, supplier_id: SupplierId | None) -> None:
    """Refuse the code of a supplier that nobody knows."""
    if supplier_id is None:
        return
    from merchant_desk.models.purchasing import Supplier  # noqa: PLC0415 - no start waits for it

    if session.get(Supplier, supplier_id) is None:
        raise _refused(_("ce fournisseur n’existe plus"), _("Choisissez-en un autre, ou aucun."))


def held_by(session: Session, product_id: ProductId, new: NewCode, code: str) -> ProductCode | None:
    """Return the code of what a carton holds, or None for one that holds units.

    Raises RefusedError when it is not a code of the article, or the carton would hold itself.
    """
    if not new.inner:
        return None
    inner = canonical_code(new.inner)
    if inner == code:
        raise _in_a_circle(code)
    held = session.scalars(
        select(ProductCode).where(ProductCode.product_id == product_id, ProductCode.code == inner)
    ).first()
    if held is None:
        raise _refused(
            _("{code}, qu’il contient, n’est pas un code de cet article").format(
                code=printed_code(inner)
            ),
            _("Ajoutez d’abord le code du carton qui est dedans."),
        )
    seen = held
    while seen.inner_id is not None:
        seen = session.get_one(ProductCode, seen.inner_id)
        if seen.code == code:
            raise _in_a_circle(code)
    return held


def units_of(new: NewCode, held: ProductCode | None) -> int:
    """Return how many units a code stands for in all."""
    units = new.units * (1 if held is None else held.units)
    if units > MOST_UNITS:
        raise _too_many()
    return units


def _too_many() -> RefusedError:
    return _refused(
        _("il représenterait plus de {n} unités").format(n=number(MOST_UNITS)),
        _("Vérifiez le nombre : un code scanné à sa place ?"),
    )


def _in_a_circle(code: str) -> RefusedError:
    return _refused(
        _("le carton {code} se contiendrait lui-même").format(code=printed_code(code)),
        _("Choisissez ce qu’il contient vraiment : des unités, ou un carton plus petit."),
    )


def _check_ean(text: str) -> None:
    answer = validate(text)
    if answer.valid:
        return
    if answer.fault is BarcodeFault.WRONG_CHECK_DIGIT:
        raise _refused(
            _(
                "la clé de contrôle de {code} est fausse (le dernier chiffre devrait être {digit})"
            ).format(code=text, digit=answer.expected_check_digit),
            _("Scannez l’article, ou recopiez les chiffres sous le code-barres."),
        )
    raise _refused(
        _("{code} n’est pas un code EAN (8, 12, 13 ou 14 chiffres)").format(code=text),
        _("Vérifiez les chiffres, ou choisissez «\u00a0Code interne\u00a0» ou «\u00a0Code "
          "fournisseur\u00a0»."),
    )  # fmt: skip


def _check_is_new(session: Session, product: Product, code: str) -> None:
    if session.execute(
        select(ProductCode.id).where(ProductCode.code == code, ProductCode.product_id == product.id)
    ).first():
        raise _refused(
            _("{code} est déjà un code de «\u00a0{name}\u00a0»").format(
                code=printed_code(code), name=product.name
            ),
            _("Il n’y a rien à faire\u00a0: ce code se scanne déjà."),
        )


def check_is_free(session: Session, product: Product, new: NewCode, code: str) -> None:
    """Refuse a code that names another article already.

    Two suppliers may use one reference for two articles: each is read under its own deliveries.
    """
    taken = ProductCode.code == code
    if new.kind is CodeKind.SUPPLIER and new.supplier_id is not None:
        whose = ProductCode.supplier_id
        taken = taken & or_(
            ProductCode.kind != CodeKind.SUPPLIER, whose.is_(None), whose == new.supplier_id
        )
    other = session.execute(
        select(Product.name, Product.sku)
        .join(ProductCode, ProductCode.product_id == Product.id, isouter=True)
        .where(
            Product.id != product.id,
            or_(taken, Product.sku.in_((code, printed_code(code)))),
        )
        .limit(1)
    ).first()
    if other is not None:
        raise _refused(
            _("{code} désigne déjà «\u00a0{name}\u00a0» ({sku})").format(
                code=printed_code(code), name=other.name, sku=other.sku
            ),
            _("Retirez-le d’abord de l’autre fiche, s’il n’y est plus à sa place."),
        )


def _refused(why: str, advice: str) -> RefusedError:
    return RefusedError(_("Le code n’a pas été ajouté\u00a0: {why}.").format(why=why), advice)
