"""Product areas of the apps and platform team, and of the young partners team."""

from connectors.demo.theme import Theme

MOBILE = Theme(
    label="mobile",
    epics=("New navigation", "Offline shopping", "Loyalty in the app", "Scan in the shop"),
    screens=(
        "the home feed",
        "the product screen",
        "the basket screen",
        "the account tab",
        "the barcode scanner",
        "the welcome tour",
    ),
    services=(
        "push registration",
        "the offline cache",
        "deep link routing",
        "crash reporting",
        "the app config service",
    ),
    details=(
        "recently viewed products",
        "the loyalty balance",
        "order tracking",
        "stock in the chosen shop",
        "member prices",
    ),
    actors=("app users", "Android users", "iPhone users", "loyalty members"),
    actions=(
        "sign in with a passkey",
        "scan a barcode in the shop",
        "reorder in two taps",
        "switch countries without signing out",
        "browse without a connection",
        "add a loyalty card to the wallet",
        "start on the phone and pay on the desktop",
    ),
)

PAYMENTS = Theme(
    label="checkout",
    epics=("Payment orchestration", "Checkout API", "Refund rails"),
    screens=(
        "the payments dashboard",
        "the refund console",
        "the settlement report",
        "the risk review screen",
    ),
    services=(
        "the payment gateway",
        "the 3-D Secure flow",
        "the refund worker",
        "the checkout API",
        "the fraud check",
        "the ledger export",
    ),
    details=(
        "the decline reason",
        "the settlement date",
        "the risk score",
        "the provider's fee",
        "the retry count",
    ),
    actors=("support agents", "accountants", "shop managers", "risk analysts"),
    actions=(
        "retry a declined payment",
        "refund part of an order",
        "hold an order for review",
        "change the payment method of an open order",
        "settle in a second currency",
        "see why a payment failed",
    ),
)

IMAGES = Theme(
    label="media",
    epics=("Resize on demand", "Bulk uploads", "Sharper thumbnails"),
    screens=("the media library", "the crop editor", "the upload dialog", "the photo review"),
    services=(
        "the image resizer",
        "the upload queue",
        "the cache purge",
        "the colour converter",
        "the video transcoder",
    ),
    details=("the file size", "usage rights", "the focal point", "missing photos", "alt texts"),
    actors=("merchandisers", "photographers", "copywriters", "agencies"),
    actions=(
        "crop photos in bulk",
        "replace a photo everywhere at once",
        "upload straight from a camera",
        "find photos by article number",
        "restore an older version of a photo",
    ),
)

IDENTITY = Theme(
    label="identity",
    epics=("Passkeys", "Sessions that survive", "Staff sign-in"),
    screens=("the sign-in page", "the devices page", "the security page", "the staff login"),
    services=(
        "the session service",
        "the token refresh",
        "the login throttle",
        "the password reset",
        "the audit log",
    ),
    details=(
        "the last sign-in",
        "trusted devices",
        "failed attempts",
        "the recovery address",
        "active sessions",
    ),
    actors=("shoppers", "staff", "support agents", "business customers"),
    actions=(
        "sign out everywhere",
        "register a second passkey",
        "recover an account without e-mail",
        "rename a device",
        "sign in with a company account",
    ),
)

STOCK = Theme(
    label="stock",
    epics=("Stock in seconds", "Supplier feeds", "Picking without paper"),
    screens=(
        "the stock dashboard",
        "the picking list",
        "the supplier page",
        "the delivery calendar",
    ),
    services=(
        "the stock sync",
        "the supplier feed",
        "the reservation service",
        "the picking export",
        "the reorder job",
    ),
    details=(
        "incoming deliveries",
        "reserved units",
        "the shelf position",
        "the last count",
        "sell-through per week",
    ),
    actors=("warehouse staff", "buyers", "shop managers", "suppliers"),
    actions=(
        "move stock between shops",
        "correct a count from a handheld",
        "block a batch",
        "split a delivery over two docks",
        "see reservations per channel",
    ),
)

NOTICES = Theme(
    label="notifications",
    epics=("Preference centre", "Mail that arrives", "Quiet hours"),
    screens=(
        "the template editor",
        "the preference centre",
        "the campaign preview",
        "the send report",
    ),
    services=(
        "the mail sender",
        "the push gateway",
        "the template renderer",
        "the bounce handler",
        "the unsubscribe list",
    ),
    details=(
        "the open rate",
        "quiet hours",
        "the bounce reason",
        "the audience size",
        "the next send",
    ),
    actors=("marketing", "support agents", "shoppers", "app users"),
    actions=(
        "pause all messages for a week",
        "preview a mail in every language",
        "choose push instead of mail",
        "resend to bounced addresses",
        "schedule a message by time zone",
    ),
)

RUNTIME = Theme(
    label="platform",
    epics=("Deploys without downtime", "Faster builds", "Costs in the open"),
    screens=("the status page", "the on-call dashboard", "the cost report", "the deploy log"),
    services=(
        "the deploy pipeline",
        "the log pipeline",
        "the build cache",
        "the backup job",
        "the feature flag service",
    ),
    details=(
        "the error budget",
        "cost per team",
        "the last deploy",
        "open incidents",
        "queue depth",
    ),
    actors=("developers", "on-call engineers", "team leads", "support agents"),
    actions=(
        "roll back with one command",
        "open a preview environment",
        "mute an alert for a day",
        "replay a failed job",
        "compare two deploys",
    ),
)

PARTNERS = Theme(
    label="partners",
    epics=("Partner sandbox", "Orders over the API"),
    screens=("the partner portal", "the API reference", "the sandbox console"),
    services=("the partner gateway", "the webhook dispatcher", "the key service"),
    details=("the rate limit", "webhook failures", "the contract version"),
    actors=("partners", "marketplaces", "resellers"),
    actions=(
        "rotate their own keys",
        "push orders in batches",
        "subscribe to stock changes",
        "test refunds in the sandbox",
        "download the change history",
    ),
)

PLATFORM_THEMES = (MOBILE, PAYMENTS, IMAGES, IDENTITY, STOCK, NOTICES, RUNTIME)
