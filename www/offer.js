// Shows the offer code that the link carried.

const code = new URLSearchParams(location.search).get('offer');
if (code !== null) {
  document.getElementById('code').textContent = code;
  document.getElementById('code-line').hidden = false;
}
