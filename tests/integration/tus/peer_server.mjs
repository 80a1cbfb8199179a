// SPDX-License-Identifier: Apache-2.0
// @tus/server as an independent peer of our client: peer_server.mjs FOLDER PORT CERTIFICATE KEY. Prints "listening PORT",
// then a line for each request.
import { createServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { Server } from '@tus/server';
import { FileStore } from '@tus/file-store';

const [folder, port, certificate, key] = process.argv.slice(2);
const tus = new Server({ path: '/uploads', datastore: new FileStore({ directory: folder }) });
const server = createServer({ cert: readFileSync(certificate), key: readFileSync(key) }, (request, response) => {
    console.log(`${request.method} ${request.headers['upload-offset'] ?? '-'}`);
    return tus.handle(request, response);
});
server.listen(Number(port), '127.0.0.1', () => console.log(`listening ${server.address().port}`));
