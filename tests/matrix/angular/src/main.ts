import { Component, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';

@Component({ selector: 'matrix-root', template: '<p>{{ said }}</p>' })
class Root {
  readonly said = 'Matrix';
}

bootstrapApplication(Root, { providers: [provideZonelessChangeDetection()] }).then(() => import('../page.js'));
