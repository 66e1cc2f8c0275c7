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
const keptForm = () => document.querySelector('form[data-kept]');
const keptName = (form) => 'kept:' + form.dataset.kept;
const keepTyped = (form) => {
  const typed = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  try { localStorage.setItem(keptName(form), JSON.stringify(typed)); } catch {}
};
const restoreTyped = (form) => {
  let typed = [];
  try { typed = JSON.parse(localStorage.getItem(keptName(form)) || '[]'); } catch {}
  for (const [name, value] of typed) if (form.elements[name]) form.elements[name].value = value;
};
const unsentWord = (isShown) => {
  const word = document.querySelector('[data-kept-word]');
  if (word) word.hidden = !isShown;
};
let isSending = false;
let isUnsent = false;
const sendKept = async (form) => {
  if (isSending) return;
  isSending = true;
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) });
    isUnsent = answer.status >= 500;
    if (answer.redirected && answer.ok && !answer.url.includes('/login')) {
      try { localStorage.removeItem(keptName(form)); } catch {}
      location.assign(answer.url);
    } else if (answer.redirected) location.assign(answer.url);
    else if (!isUnsent) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      document.querySelector('main').replaceWith(document.adoptNode(page.querySelector('main')));
      const faults = document.querySelector('.summary');
      if (faults) faults.focus();
    }
  } catch {
    isUnsent = true;
  }
  isSending = false;
  unsentWord(isUnsent);
};
if (keptForm()) {
  restoreTyped(keptForm());
  document.addEventListener('input', () => keptForm() && keepTyped(keptForm()));
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('form[data-kept]')) return;
    event.preventDefault();
    keepTyped(event.target);
    sendKept(event.target);
  });
  window.addEventListener('online', () => isUnsent && keptForm() && sendKept(keptForm()));
}
const live = document.querySelector('[data-live]');
if (live && live.dataset.events && 'EventSource' in window) followByEvents(live);
else followByClock(live);
`;
