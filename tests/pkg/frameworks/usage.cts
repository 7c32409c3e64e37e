// The same entries as CommonJS. Compiled, never run.

import server = require('tellerside/openfeature/server');
import web = require('tellerside/openfeature/web');
import react = require('tellerside/react');
import slots = require('tellerside/slots');

const made: slots.Slots | undefined = undefined;
const name: 'tellerside' = web.TellersideWebProvider.prototype.metadata.name;

export = { made, name, server, useSlot: react.useSlot };
