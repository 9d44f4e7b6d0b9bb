/**
 * Imported first by the fuzz: tldraw as people run it. Under NODE_ENV=test it makes the same index for
 * two people's new shapes every time, which in production chance (jitter) keeps apart.
 */
process.env.NODE_ENV = 'production'
