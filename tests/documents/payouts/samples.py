"""Small settlements as each provider writes them, after the columns that its own pages name.

Written for these tests from the sources cited at the head of each reader; no real shop is in them.
"""

STRIPE = """\
automatic_payout_id,automatic_payout_effective_at_utc,balance_transaction_id,created_utc,\
available_on_utc,currency,gross,fee,net,reporting_category,source_id,description,\
customer_facing_amount,customer_facing_currency,payment_metadata[order_id]
po_1,2026-11-17 00:00:00,txn_1,2026-11-12 23:30:00,2026-11-17 00:00:00,eur,24.90,0.62,24.28,\
charge,ch_1,Commande 1042,24.90,eur,1042
po_1,2026-11-17 00:00:00,txn_2,2026-11-13 10:00:00,2026-11-17 00:00:00,eur,-5.00,0.00,-5.00,\
refund,re_1,REFUND,-5.00,eur,1042
po_1,2026-11-17 00:00:00,txn_3,2026-11-13 10:00:00,2026-11-17 00:00:00,eur,-2.00,0.00,-2.00,\
fee,fee_1,Radar,,,
po_2,2026-11-18 00:00:00,txn_4,2026-11-14 10:00:00,2026-11-18 00:00:00,eur,"1,249.00",18.99,\
"1,230.01",charge,ch_2,Commande 1043,1300.00,usd,1043
po_2,2026-11-18 00:00:00,txn_5,2026-11-14 10:00:00,2026-11-18 00:00:00,eur,-30.00,15.00,-45.00,\
dispute,dp_1,Chargeback,-30.00,eur,1040
,,txn_6,2026-11-19 10:00:00,2026-11-24 00:00:00,eur,10.00,0.40,9.60,charge,ch_3,,10.00,eur,1045
"""
STRIPE_BALANCE = """\
id,Type,Source,Amount,Fee,Destination Platform Fee,Net,Currency,Created (UTC),Available On (UTC),\
Description,Customer Facing Amount,Customer Facing Currency,Transfer,Transfer Date (UTC)
txn_1,charge,ch_1,24.90,0.62,,24.28,eur,2026-11-12 09:30,2026-11-17 00:00,Commande 1042,24.90,eur,\
po_1,2026-11-17 00:00
txn_9,payout,po_1,-24.28,0.00,,-24.28,eur,2026-11-17 03:00,2026-11-17 00:00,STRIPE PAYOUT,,,po_1,\
2026-11-17 00:00
"""
PAYPAL_FR = """\
"Date","Heure","Fuseau horaire","Nom","Type","État","Devise","Avant commission","Commission",\
"Net","De l'adresse email","Numéro de transaction","Numéro de la transaction de référence",\
"Numéro de facture","Solde","Impact sur le solde"
"12/11/2026","10:02:11","CET","A","Paiement express","Terminé","EUR","49,90","-1,77","48,13",\
"","1AB","","1043","58,13","Crédit"
"12/11/2026","11:00:00","CET","B","Paiement express","En attente","EUR","20,00","-1,00","19,00",\
"","1AC","","1044","58,13","Mémo"
"13/11/2026","10:02:11","CET","","Virement standard","Terminé","EUR","-50,00","0,00","-50,00",\
"","2AB","","","8,13","Débit"
"13/11/2026","11:02:11","CET","C","Paiement express","Terminé","EUR","1 010,00","-0,50",\
"1 009,50","","3AB","","1045","1 017,63","Crédit"
"14/11/2026","11:02:11","CET","C","Remboursement de paiement","Terminé","EUR","-10,00","0,50",\
"-9,50","","4AB","3AB","1045","1 008,13","Débit"
"20/11/2026","23:40:00","UTC","","Virement standard","Terminé","EUR","-1 008,13","0,00",\
"-1 008,13","","5AB","","","0,00","Débit"
"""
PAYPAL_EN = """\
"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net",\
"Transaction ID","Reference Txn ID","Invoice Number","Balance","Balance Impact"
"11/20/2026","10:00:00","Europe/Paris","","General Withdrawal","Completed","EUR","-56.36","0.00",\
"-56.36","W1","","","0.00","Debit"
"11/19/2026","10:00:01","Europe/Paris","","General Currency Conversion","Completed","EUR","46.00",\
"0.00","46.00","C2","P2","","56.36","Credit"
"11/19/2026","10:00:00","Europe/Paris","","General Currency Conversion","Completed","USD","-50.00",\
"0.00","-50.00","C1","P2","","0.00","Debit"
"11/19/2026","09:59:59","Europe/Paris","D","Express Checkout Payment","Completed","USD","52.00",\
"-2.00","50.00","P2","","1050","50.00","Credit"
"11/18/2026","09:00:00","Europe/Paris","E","Express Checkout Payment","Completed","EUR","11.00",\
"-0.64","10.36","P1","","1049","10.36","Credit"
"""
SUMUP = """\
Email,Date,Transaction ID,Transaction type,Status,Card type,Payment method,Description,Total,\
Net Amount,Tax,Fee,Payout,Payout date,Payout ID
shop@example.com,2026-11-18 10:15,TA1,Sale,Successful,VISA,Card,Savon,20.00,16.67,3.33,,,,
shop@example.com,2026-11-19 08:00,TA1,Payout,Paid out,VISA,Card,,,,,0.35,19.65,2026-11-19,77001
shop@example.com,2026-11-18 11:15,TA2,Sale,Successful,MASTERCARD,Card,,8.50,7.08,1.42,,,,
shop@example.com,2026-11-19 08:00,TA2,Payout,Paid out,MASTERCARD,Card,,,,,0.15,8.35,2026-11-19,77001
shop@example.com,2026-11-18 12:15,TA3,Sale,Successful,,Cash,,4.00,3.33,0.67,,,,
shop@example.com,2026-11-20 12:15,TA4,Sale,Successful,VISA,Card,,5.00,4.17,0.83,,,,
"""
SHOPIFY = """\
Transaction Date,Type,Order,Card Brand,Card Source,Payout Status,Payout Date,Payout ID,\
Available On,Amount,Fee,Net,Checkout,Payment Method Name,\
Presentment Amount,Presentment Currency,Currency,VAT
2026-11-12 23:12:31 -0500,charge,#1042,visa,online,paid,2026-11-17,90001,2026-11-17,30.00,0.90,\
29.10,#501,card,32.00,USD,EUR,0.15
2026-11-13 09:00:00 +0100,refund,#1042,visa,online,paid,2026-11-17,90001,2026-11-17,-5.00,0.00,\
-5.00,#501,card,5.00,EUR,EUR,0.00
2026-11-18 18:00:00 +0100,charge,#1044,master,online,pending,2026-11-23,,2026-11-23,12.00,0.40,\
11.60,#502,card,12.00,EUR,EUR,0.00
"""
MOLLIE = """\
Date,Payment method,Currency,Amount,Status,ID,Description,Consumer name,Consumer bank account,\
Consumer BIC,Settlement currency,Settlement amount,Settlement reference,Amount refunded
2026-11-12 10:15:00,creditcard,EUR,40.00,paid,tr_a1,Commande 1042,X,,,EUR,40.00,1182161.2611.01,0.00
2026-11-13 10:15:00,bancontact,EUR,25.00,paid,tr_a2,Commande 1043,X,,,EUR,25.00,1182161.2611.01,0.00
2026-11-14 10:15:00,refund,EUR,-10.00,refunded,re_a3,Commande 1042,X,,,EUR,-10.00,1182161.2611.01,
2026-11-15 00:00:00,withheld fees,EUR,-1.20,,,Transaction fees,,,,EUR,-1.20,1182161.2611.01,
2026-11-15 00:00:00,withheld fees,EUR,-0.24,,,VAT on fees,,,,EUR,-0.24,1182161.2611.01,
"""
WOOPAYMENTS = """\
"Transaction Id","Date / Time","Type","Channel","Paid Currency","Amount Paid","Payout Currency",\
"Amount","Fees","Net","Order #","Source","Customer","Payout date","Payout ID","Payout status"
"txn_1","2026-11-12 10:15:00","Charge","Online","EUR","24.90","EUR","24.90","-0.62","24.28","1042",\
"visa","X","2026-11-17","po_w1","Paid"
"txn_2","2026-11-13 10:15:00","Refund","Online","EUR","-4.90","EUR","-4.90","0.00","-4.90","1042",\
"visa","X","2026-11-17","po_w1","Paid"
"""
_AMAZON_HEAD = (
    "settlement-id", "settlement-start-date", "settlement-end-date", "deposit-date", "total-amount",
    "currency", "transaction-type", "order-id", "merchant-order-id", "adjustment-id", "shipment-id",
    "marketplace-name", "amount-type", "amount-description", "amount", "fulfillment-id",
    "posted-date", "posted-date-time", "order-item-code",
)  # fmt: skip
_ITEM, _ELSE = ("ItemPrice", "ItemFees"), "other-transaction"
_AMAZON_ROWS = (
    ("", "", "", "", "", ""),
    ("Order", "406-111", _ITEM[0], "Principal", "29,99", "02.11.2026 23:30:00"),
    ("Order", "406-111", _ITEM[0], "Shipping", "3,99", "02.11.2026 23:30:00"),
    ("Order", "406-111", _ITEM[1], "Commission", "-5,10", "02.11.2026 23:30:00"),
    ("Refund", "406-110", _ITEM[0], "Principal", "-10,00", "04.11.2026 10:00:00"),
    ("Refund", "406-110", _ITEM[1], "Commission", "1,50", "04.11.2026 10:00:00"),
    ("ServiceFee", "", _ELSE, "Subscription Fee", "-39,00", "05.11.2026 10:00:00"),
    (_ELSE, "", _ELSE, "Previous Reserve Amount Balance", "1.118,62", "05.11.2026 10:00:00"),
)


def _amazon_row(place: int, row: tuple[str, ...]) -> str:
    word, order, kind, said, amount, moment = row
    told = ("15.11.2026 00:00:00 UTC", "17.11.2026 00:00:00 UTC", "1.100,00")
    head = ("", "", "") if place else told
    posted = (moment[:10], f"{moment} UTC") if moment else ("", "")
    first = ("18906543210", "01.11.2026 00:00:00 UTC", *head, "EUR", word, order, "", "", "")
    return "\t".join((*first, "Amazon.fr", kind, said, amount, "", *posted, ""))


AMAZON = "\n".join(
    ["\t".join(_AMAZON_HEAD), *(_amazon_row(place, row) for place, row in enumerate(_AMAZON_ROWS))]
)
GENERIC = """\
Date de vente;Numéro de commande;Montant brut;Frais HT;TVA sur frais;Montant net;Versement;\
Date de versement
12/11/2026;CD-1042;1 024,90 €;−12,00 €;−2,40 €;1 010,50 €;V-77;19/11/2026
13/11/2026;CD-1042;−24,90 €;0,00 €;0,00 €;−24,90 €;V-77;19/11/2026
"""
ALL = {
    "stripe": STRIPE,
    "paypal": PAYPAL_FR,
    "sumup": SUMUP,
    "shopify_payments": SHOPIFY,
    "mollie": MOLLIE,
    "woopayments": WOOPAYMENTS,
    "amazon": AMAZON,
}
