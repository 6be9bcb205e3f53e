// Keys go to the app as soon as it is there, without a click.
new MutationObserver((_, watch) => {
  const field = document.querySelector(".xterm-helper-textarea");
  if (field && document.body.classList.contains("-first-byte")) {
    watch.disconnect();
    field.focus();
  }
}).observe(document, { subtree: true, childList: true, attributes: true });
