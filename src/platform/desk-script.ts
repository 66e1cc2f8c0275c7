// All that pages do beyond HTML; each works without it. A region marked data-live is fetched again until its mark is gone.
export const deskScript = `
const summary = document.querySelector('.summary');
if (summary) summary.focus();
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) window.print();
});
for (const button of document.querySelectorAll('[data-print]')) button.hidden = false;
const follow = (region) => {
  if (!region || !region.dataset.live) return;
  setTimeout(async () => {
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (answer.redirected) return location.reload();
      if (!answer.ok) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(region.id);
      if (!fresh) return;
      region.replaceWith(document.adoptNode(fresh));
      follow(fresh);
    } catch {
      follow(region);
    }
  }, Number(region.dataset.live));
};
follow(document.querySelector('[data-live]'));
`;
