// All that pages do beyond HTML; each works without it. A region marked data-live is fetched again until its
// mark is gone: whenever data-events tells of news, or else by the clock.
export const deskScript = `
const summary = document.querySelector('.summary');
if (summary) summary.focus();
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) window.print();
});
for (const button of document.querySelectorAll('[data-print]')) button.hidden = false;
const refreshed = async (region) => {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (answer.redirected) return location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(region.id);
  if (!fresh) return;
  region.replaceWith(document.adoptNode(fresh));
  return fresh;
};
const followByClock = (region) => {
  if (!region || !region.dataset.live) return;
  const look = () => refreshed(region).then(followByClock, () => followByClock(region));
  setTimeout(look, Number(region.dataset.live));
};
const followByEvents = (first) => {
  const source = new EventSource(first.dataset.events);
  let region = first;
  let isDrawing = false;
  let isStale = false;
  const draw = async () => {
    isStale = true;
    if (isDrawing) return;
    isDrawing = true;
    while (isStale && region) {
      isStale = false;
      region = await refreshed(region).catch(() => region);
    }
    isDrawing = false;
    if (!region || !region.dataset.live) source.close();
  };
  source.addEventListener('progress', draw);
  source.addEventListener('end', () => {
    source.close();
    draw();
  });
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) followByClock(region);
  });
};
const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');
const signing = document.querySelector('[data-signs="ecdsa-p256-sha256"]');
if (signing && window.isSecureContext) {
  signing.hidden = false;
  document.querySelector('[data-cannot-sign]').hidden = true;
  signing.addEventListener('submit', async (event) => {
    event.preventDefault();
    signing.querySelector('button').disabled = true;
    const { subtle } = crypto;
    const curve = { name: 'ECDSA', namedCurve: 'P-256' };
    const pair = await subtle.generateKey(curve, false, ['sign', 'verify']);
    const text = new TextEncoder().encode(document.querySelector('[data-statement]').textContent);
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    signing.elements.signature.value = base64url(await subtle.sign(how, pair.privateKey, text));
    signing.elements.publicKey.value = base64url(await subtle.exportKey('raw', pair.publicKey));
    signing.submit();
  });
}
const live = document.querySelector('[data-live]');
if (live && live.dataset.events && 'EventSource' in window) followByEvents(live);
else followByClock(live);
`;
