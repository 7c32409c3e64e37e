// What Vite 7 and earlier need in development: their optimiser moves scripts away from the file that lies beside them, and the server
// answers with its page. Later ones take the file along; the plugin does no harm there.

function tellerside() {
  return { name: 'tellerside', config: () => ({ optimizeDeps: { exclude: ['tellerside'] } }) };
}

export { tellerside };
