"""Product areas of the online shop, as its team writes about them."""

from connectors.demo.theme import Theme

_SHOPPERS = ("shoppers", "guest shoppers", "returning shoppers", "business customers")

CHECKOUT = Theme(
    label="checkout",
    epics=("One-page checkout", "Guest checkout", "Delivery choices", "Payment step"),
    screens=(
        "the order summary",
        "the address form",
        "the delivery step",
        "the payment step",
        "the review step",
        "the express checkout",
    ),
    services=(
        "the tax calculation",
        "the address lookup",
        "the shipping rate cache",
        "the order draft",
    ),
    details=(
        "the delivery estimate",
        "duties and taxes",
        "the remaining gift card balance",
        "free shipping progress",
        "the carbon cost of delivery",
    ),
    actors=_SHOPPERS,
    actions=(
        "pay with two cards",
        "edit the basket without leaving checkout",
        "choose a pickup point",
        "send one order to two addresses",
        "leave a note for the courier",
        "change the delivery slot after ordering",
        "pay by invoice",
    ),
)

SEARCH = Theme(
    label="search",
    epics=("Ranking that learns", "Synonyms and typos", "Search on phones"),
    screens=(
        "the results page",
        "the search box",
        "the filter panel",
        "the suggestions list",
        "the no-results page",
    ),
    services=(
        "the ranking model",
        "the product index",
        "the synonym dictionary",
        "the query parser",
        "the click log",
    ),
    details=(
        "stock in the nearest shop",
        "recently searched words",
        "popular brands",
        "matching colours",
        "the number of matches",
    ),
    actors=_SHOPPERS,
    actions=(
        "search by article number",
        "sort by delivery date",
        "save a search",
        "filter by several sizes at once",
        "search within a brand",
        "find products by photo",
        "exclude sold-out products",
    ),
)

CATALOGUE = Theme(
    label="catalogue",
    epics=("Richer product pages", "Size guides", "Product video"),
    screens=(
        "the product page",
        "the size guide",
        "the category page",
        "the photo gallery",
        "the comparison view",
    ),
    services=(
        "the product importer",
        "the price feed",
        "the variant matcher",
        "the sitemap builder",
    ),
    details=(
        "care instructions",
        "material and origin",
        "the price per unit",
        "matching accessories",
        "the energy label",
    ),
    actors=(*_SHOPPERS, "merchandisers"),
    actions=(
        "compare up to four products",
        "see a product in a room",
        "ask a question about a product",
        "get a note when a size is back",
        "download the assembly guide",
        "order a fabric sample",
    ),
)

BASKET = Theme(
    label="basket",
    epics=("Gift cards", "Bundles", "Promotion rules"),
    screens=(
        "the basket",
        "the mini basket",
        "the gift card page",
        "the promotion banner",
        "the bundle builder",
    ),
    services=(
        "the promotion engine",
        "the gift card ledger",
        "the basket merge",
        "the voucher export",
    ),
    details=(
        "the saving per item",
        "expiring vouchers",
        "the next discount level",
        "gift wrapping",
        "the price without tax",
    ),
    actors=(*_SHOPPERS, "marketing"),
    actions=(
        "combine two vouchers",
        "save the basket for later",
        "send a gift card on a date",
        "build a bundle from any category",
        "share a basket",
        "split a gift card over several orders",
    ),
)

ACCOUNTS = Theme(
    label="account",
    epics=("One page for everything", "Wishlists", "Data and privacy"),
    screens=(
        "the account page",
        "the order history",
        "the wishlist",
        "the address book",
        "the newsletter page",
    ),
    services=(
        "the profile service",
        "the data export",
        "the account merge",
        "the consent log",
    ),
    details=(
        "loyalty points",
        "the next delivery",
        "open returns",
        "saved measurements",
        "the preferred shop",
    ),
    actors=("shoppers", "loyalty members", "business customers", "support agents"),
    actions=(
        "download all invoices of a year",
        "delete an account without a call",
        "share a wishlist",
        "add a second account holder",
        "move an order to another account",
        "correct a date of birth",
    ),
)

ORDERS = Theme(
    label="orders",
    epics=("Returns without paper", "Live tracking", "Faster refunds"),
    screens=(
        "the tracking page",
        "the returns form",
        "the order page",
        "the refund overview",
        "the exchange dialog",
    ),
    services=(
        "the carrier webhook",
        "the return label printer",
        "the refund export",
        "the order archive",
    ),
    details=(
        "the parcel's last stop",
        "the refund date",
        "the return deadline",
        "partial deliveries",
        "the drop-off point",
    ),
    actors=("shoppers", "guest shoppers", "support agents", "warehouse staff"),
    actions=(
        "return part of a set",
        "exchange a size in one step",
        "print a return label again",
        "cancel an order within an hour",
        "report a damaged parcel with photos",
        "add a gift receipt afterwards",
    ),
)

REVIEWS = Theme(
    label="reviews",
    epics=("Reviews with photos", "Moderation", "Questions and answers"),
    screens=(
        "the review form",
        "the rating summary",
        "the moderation queue",
        "the questions tab",
    ),
    services=(
        "the review import",
        "the spam filter",
        "the rating aggregation",
        "the review reminder",
    ),
    details=(
        "verified purchases",
        "the fit reported by others",
        "helpful votes",
        "photos from customers",
    ),
    actors=("shoppers", "loyalty members", "support agents", "merchandisers"),
    actions=(
        "edit a review within a week",
        "sort reviews by size",
        "answer a question publicly",
        "report a review",
        "translate reviews",
    ),
)

SHOP_THEMES = (CHECKOUT, SEARCH, CATALOGUE, BASKET, ACCOUNTS, ORDERS, REVIEWS)
