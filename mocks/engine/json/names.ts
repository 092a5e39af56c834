/** Currencies by code, sign and name. */
export const currencies: ReadonlyMap<string, string> = new Map(
  Object.entries({
    USD: '$ dollar dollars usd',
    EUR: '€ euro euros eur',
    GBP: '£ pound pounds sterling gbp',
    JPY: '¥ yen jpy',
    CHF: 'franc francs chf',
    CAD: 'cad',
    AUD: 'aud',
    CNY: 'yuan cny',
    INR: 'rupee rupees inr',
    SEK: 'sek',
    NOK: 'nok',
    DKK: 'dkk',
    PLN: 'zloty pln',
    MXN: 'mxn',
    BRL: 'brl',
    KRW: 'won krw',
  }).flatMap(([code, names]) => names.split(' ').map((name) => [name, code] as const)),
)

/** Stock symbols of companies people ask for. */
export const tickers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Apple: 'AAPL',
    Microsoft: 'MSFT',
    Google: 'GOOGL',
    Alphabet: 'GOOGL',
    Amazon: 'AMZN',
    Tesla: 'TSLA',
    Meta: 'META',
    Nvidia: 'NVDA',
    NVIDIA: 'NVDA',
    Netflix: 'NFLX',
    Intel: 'INTC',
  }),
)

/** Time zones of cities. */
export const timeZones: ReadonlyMap<string, string> = new Map(
  Object.entries({
    London: 'Europe/London',
    Paris: 'Europe/Paris',
    Berlin: 'Europe/Berlin',
    Rome: 'Europe/Rome',
    Madrid: 'Europe/Madrid',
    Vienna: 'Europe/Vienna',
    Zurich: 'Europe/Zurich',
    Oslo: 'Europe/Oslo',
    'New York': 'America/New_York',
    Boston: 'America/New_York',
    Chicago: 'America/Chicago',
    'San Francisco': 'America/Los_Angeles',
    'Los Angeles': 'America/Los_Angeles',
    Tokyo: 'Asia/Tokyo',
    Sydney: 'Australia/Sydney',
    Delhi: 'Asia/Kolkata',
    Singapore: 'Asia/Singapore',
  }),
)

/** Languages, as a part of a regular expression. */
export const languages =
  'English|German|French|Spanish|Italian|Dutch|Portuguese|Polish|Russian|Japanese|Chinese|Korean|Arabic|Hindi|Turkish|Swedish|Latin|Greek|Danish|Norwegian|Finnish|Czech'

/** Words that speak for a value of an enumeration without naming it. */
export const hints: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    billing: /\b(?:charged?|invoices?|payments?|paid|refund|card|bill(?:ed|ing)?|subscription|price)\b/iu,
    payment: /\b(?:charged?|invoices?|payments?|paid|refund|card)\b/iu,
    refund: /\b(?:refund|money back|charged twice)\b/iu,
    technical:
      /\b(?:crash\w*|errors?|bugs?|broken|log ?in|not working|doesn['’]?t work|freez\w+|fail\w*|slow|page|app|server)\b/iu,
    bug: /\b(?:crash\w*|errors?|bugs?|broken|not working|doesn['’]?t work)\b/iu,
    account: /\b(?:password|account|log ?in|sign ?in|username|profile)\b/iu,
    shipping: /\b(?:ship\w*|deliver\w*|package|parcel|arriv\w+|tracking)\b/iu,
    delivery: /\b(?:ship\w*|deliver\w*|package|parcel|arriv\w+|tracking)\b/iu,
    feature: /\b(?:would be (?:nice|great)|please add|feature|wish|suggest\w*)\b/iu,
    high: /\b(?:urgent\w*|asap|immediately|critical|right now|emergency|at once|important|down)\b/iu,
    urgent: /\b(?:urgent\w*|asap|immediately|critical|right now|emergency|at once)\b/iu,
    critical: /\b(?:critical|emergency|outage|down|data loss)\b/iu,
    low: /\b(?:whenever|no rush|no hurry|minor|someday|not urgent)\b/iu,
    celsius: /°\s?C\b|\bcentigrade\b|\bmetric\b/u,
    fahrenheit: /°\s?F\b|\bimperial\b/u,
    metric: /\bcelsius\b|°\s?C\b/iu,
    imperial: /\bfahrenheit\b|°\s?F\b/iu,
    add: /\bplus\b|\d\s*\+\s*\d|\bsum\b/iu,
    subtract: /\bminus\b|\d\s+[-−]\s*\d|\bdifference\b/iu,
    multiply: /\btimes\b|\bproduct\b|\d\s*[*×x]\s*\d/iu,
    divide: /\bdivided by\b|\d\s*[/÷]\s*\d/iu,
    on: /\b(?:turn|switch)(?:ed)?\b[^.]*\bon\b/iu,
    off: /\b(?:turn|switch)(?:ed)?\b[^.]*\boff\b/iu,
  }),
)
