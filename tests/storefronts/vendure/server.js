// A real Vendure on the loopback: one SQLite file, one port of its own choice, told on the first line.
// It ends with whoever started it: when its standard input closes, so does the shop.
const path = require('node:path');
const { createRequire } = require('node:module');

const installed = createRequire(path.join(process.env.VENDURE_INSTALLED, 'package.json'));
installed('reflect-metadata');
const vendure = installed('@vendure/core');

const text = name => ({ name, type: 'string', nullable: true, public: true });

// A state that only this shop has: goods are engraved between payment and shipping.
const engraving = {
    transitions: {
        PaymentSettled: { to: ['Engraving'], mergeStrategy: 'merge' },
        Engraving: { to: ['PaymentSettled', 'Cancelled'] },
    },
};

const config = {
    apiOptions: { port: 0, hostname: '127.0.0.1', adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
    authOptions: {
        tokenMethod: ['bearer'],
        superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
        cookieOptions: { secret: 'a shop of the tests' },
    },
    dbConnectionOptions: {
        type: 'better-sqlite3',
        synchronize: process.env.VENDURE_NEW === '1',
        database: process.env.VENDURE_FILE,
        enableWAL: true,
        prepareDatabase: database => database.pragma('synchronous = OFF'),
    },
    logger: new vendure.DefaultLogger({ level: vendure.LogLevel.Error, timestamp: false }),
    orderOptions: { process: [vendure.defaultOrderProcess, engraving] },
    paymentOptions: { paymentMethodHandlers: [vendure.dummyPaymentHandler] },
    plugins: [],
    customFields: {
        Order: [text('note'), text('giftMessage'), text('relayPoint')],
        ProductVariant: [text('ean')],
    },
};

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
vendure.bootstrap(config).then(
    app => process.stdout.write(`${JSON.stringify({ port: app.getHttpServer().address().port, version: vendure.VENDURE_VERSION })}\n`),
    trouble => {
        process.stderr.write(`${trouble.stack || trouble}\n`);
        process.exit(1);
    },
);
