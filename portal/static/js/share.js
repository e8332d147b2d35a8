/* Buttons that copy a page's address or hand it to the telephone's own menu. Without scripts they stay hidden: the link
   beside them writes a mail. Nothing is sent anywhere by the page itself. */
for (const line of document.querySelectorAll("[data-share-title]")) {
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const copy = line.querySelector("[data-copy]");
  const share = line.querySelector("[data-share]");
  const copied = line.querySelector("[data-copied]");
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(address);
      copied.hidden = false;
    });
  }
  if (navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => {
      navigator.share({ title: line.dataset.shareTitle, url: address }).catch(() => {}); // closed without a choice
    });
  }
}
