import { router } from '../platform/http.ts';

export const publicCheckRoutes = router();
