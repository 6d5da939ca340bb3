// A proof of work for whoever fills in the form: seeks a number whose hash begins with zero bits.
// It costs half a second, unseen, once; nobody is kept from sending if it does not happen.

const form = document.querySelector("form[data-bits]");
const BATCH = 256;

function zeroBits(hash) {
  return Math.clz32(new DataView(hash).getUint32(0));
}

async function seek(token, bits) {
  const words = new TextEncoder();
  for (let start = 0; ; start += BATCH) {
    const hashes = await Promise.all(
      Array.from({ length: BATCH }, (_each, number) =>
        crypto.subtle.digest("SHA-256", words.encode(`${token}:${start + number}`)),
      ),
    );
    const found = hashes.findIndex((hash) => zeroBits(hash) >= bits);
    if (found >= 0) {
      return start + found;
    }
  }
}

async function work() {
  const proof = form.elements.proof;
  proof.value = await seek(form.elements.token.value, Number(form.dataset.bits));
}

if (form && globalThis.crypto?.subtle) {
  form.addEventListener("input", work, { once: true });
  // A page that came back with what was typed is sent without another letter.
  if (form.elements.text?.value || form.elements.headline?.value) {
    work();
  }
}
