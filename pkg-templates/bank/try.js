// Asks for the vector as the bank's page would, and shows the answer as it came.

const show = (id, text) => { document.getElementById(id).textContent = text; };

try {
  const response = await fetch('/offers/vector', { cache: 'no-store' });
  const answer = await response.json();
  show('answer', JSON.stringify(answer, null, 2));
  show('status', response.status === 200 ? '200' : `${response.status} ${answer.code}`);
} catch (error) {
  show('status', `nothing: ${error.message}`);
}
