// SPDX-License-Identifier: Apache-2.0
// tus-js-client as an independent peer of our server: peer_client.mjs JOB ADDRESS TOKEN FILE SHA256 [MORE]. The
// certificate to trust comes from NODE_EXTRA_CA_CERTS. Prints one line of JSON about how it ended.
//   whole               sends all of it
//   parallel-chunks     sends all of it in chunks of 100,000 bytes
//   cut AT              breaks off once AT bytes have gone, and tells where it would go on
//   resume URL          goes on there
//   checksum sha1|wrong sends all of it in one PATCH with that checksum
//   stop URL            ends the upload there
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import * as tus from 'tus-js-client';

const [job, address, token, file, sha256, more] = process.argv.slice(2);

function end(result) {
    console.log(JSON.stringify(result));
    process.exit(0);
}

const requests = [];
let receipt = null;
const options = {
    endpoint: `${address}/v1/files`,
    headers: { Authorization: `Bearer ${token}` },
    metadata: { sha256, filename: 'shelf.jpg' },
    uploadSize: statSync(file).size,
    retryDelays: null,
    storeFingerprintForResuming: false,
    onAfterResponse: (request, response) => {
        requests.push(`${request.getMethod()} ${response.getStatus()}`);
        receipt = response.getHeader('Legwork-Receipt') ?? receipt;
    },
    onError: error => end({ ok: false, status: error.originalResponse?.getStatus() ?? 0, requests }),
    onSuccess: () => end({ ok: true, url: upload.url, receipt, requests }),
};
if (job === 'parallel-chunks')
    options.chunkSize = 100000;
if (job === 'resume')
    options.uploadUrl = more;
if (job === 'checksum') {
    const sum = createHash('sha1').update(more === 'wrong' ? 'wrong' : readFileSync(file)).digest('base64');
    options.onBeforeRequest = request => {
        if (request.getMethod() === 'PATCH')
            request.setHeader('Upload-Checksum', `sha1 ${sum}`);
    };
}
if (job === 'cut') {
    options.chunkSize = 200000;
    options.onProgress = sent => {
        if (sent >= Number(more)) {
            upload.abort();
            setTimeout(() => end({ ok: true, url: upload.url, sent, requests }), 200);
        }
    };
}
const upload = new tus.Upload(createReadStream(file), { ...options, chunkSize: options.chunkSize ?? 64 * 1024 * 1024 });
if (job === 'stop')
    tus.Upload.terminate(more, options).then(() => end({ ok: true, requests }), options.onError);
else
    upload.start();
